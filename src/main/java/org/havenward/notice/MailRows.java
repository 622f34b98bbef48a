package org.havenward.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The outbox of the current district. */
@Repository
class MailRows {
    private final JdbcClient jdbc;

    MailRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a mail unless one waits for the person already: it says no more than that something waits. One that is being
     * taken just now does not count: what is told here may come too late for it.
     */
    void add(StaffId person, String reason, Instant at) {
        jdbc.sql("""
                insert into mail_outbox (district_id, id, person, reason, state, made_at, next_try_at)
                select havenward_district(), :id, :person, :reason, 'WAITING', :at, :at
                where not exists (
                    select 1 from mail_outbox m
                    where m.person = :person and m.state = 'WAITING' and m.claimed_until is null and m.tries = 0
                    for share skip locked)
                """)
                .param("id", Ids.next())
                .param("person", person.value())
                .param("reason", reason)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Takes mails that are due, so that no other node does. */
    List<Claimed> claim(Instant now, Instant until, int limit) {
        return jdbc.sql("""
                update mail_outbox m set claimed_until = :until
                from (select district_id, id from mail_outbox
                      where state = 'WAITING' and next_try_at <= :now
                        and (claimed_until is null or claimed_until < :now)
                      order by next_try_at limit :limit for update skip locked) due
                where m.district_id = due.district_id and m.id = due.id
                returning m.id, m.person, m.tries, m.made_at
                """)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("limit", limit)
                .query((row, number) -> new Claimed(
                        row.getObject("id", UUID.class),
                        new StaffId(row.getObject("person", UUID.class)),
                        row.getInt("tries"),
                        row.getTimestamp("made_at").toInstant()))
                .list();
    }

    void end(UUID id, String state, @Nullable String problem, Instant at) {
        jdbc.sql("""
                update mail_outbox
                set state = :state, problem = :problem, ended_at = :at, claimed_until = null, tries = tries + 1
                where id = :id and state = 'WAITING'
                """)
                .param("state", state)
                .param("problem", problem, java.sql.Types.VARCHAR)
                .param("at", Timestamp.from(at))
                .param("id", id)
                .update();
    }

    void later(UUID id, String problem, Instant next) {
        jdbc.sql("""
                update mail_outbox set tries = tries + 1, problem = ?, next_try_at = ?, claimed_until = null
                where id = ? and state = 'WAITING'
                """).param(problem).param(Timestamp.from(next)).param(id).update();
    }

    void release(Collection<UUID> ids) {
        ids.forEach(id -> jdbc.sql("update mail_outbox set claimed_until = null where id = ? and state = 'WAITING'")
                .param(id)
                .update());
    }

    List<Stuck> stuck(int limit) {
        return jdbc.sql("""
                select id, person, state, made_at, next_try_at, tries, problem from mail_outbox
                where (state = 'WAITING' and tries > 0) or state = 'GIVEN_UP'
                order by made_at limit ?
                """)
                .param(limit)
                .query((row, number) -> new Stuck(
                        row.getObject("id", UUID.class),
                        new StaffId(row.getObject("person", UUID.class)),
                        row.getString("state").equals("GIVEN_UP"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getTimestamp("next_try_at").toInstant(),
                        row.getInt("tries"),
                        row.getString("problem")))
                .list();
    }

    /** Tries stuck mails again now: one, or all where {@code id} is null. */
    int retry(@Nullable UUID id, Instant now) {
        return jdbc.sql("""
                update mail_outbox
                set state = 'WAITING', next_try_at = :now, made_at = :now, claimed_until = null, ended_at = null
                where ((state = 'WAITING' and tries > 0) or state = 'GIVEN_UP')
                  and (:id::uuid is null or id = :id::uuid)
                """)
                .param("now", Timestamp.from(now))
                .param("id", id == null ? null : id.toString(), java.sql.Types.VARCHAR)
                .update();
    }

    /** Drops a mail that can't be delivered; its notice stays in the inbox. */
    void drop(UUID id, Instant now) {
        jdbc.sql("update mail_outbox set state = 'DROPPED', ended_at = ? where id = ? and state <> 'SENT'")
                .param(Timestamp.from(now))
                .param(id)
                .update();
    }

    Outbox.Trouble trouble(Instant late) {
        return jdbc.sql("""
                with missed as (
                    select person, made_at from mail_outbox
                    where state = 'GIVEN_UP' or (state = 'WAITING' and problem = 'NOT_NOW' and made_at < :late))
                select (select min(made_at) from mail_outbox
                        where state = 'WAITING' and problem is distinct from 'NOT_NOW') as oldest,
                    (select count(*) from missed) as undelivered,
                    (select count(distinct person) from missed) as people,
                    exists (select from mail_outbox
                        where state = 'SENT' and ended_at > (select min(made_at) from missed)) as reached
                """)
                .param("late", Timestamp.from(late))
                .query((row, number) -> {
                    var oldest = row.getTimestamp("oldest");
                    return new Outbox.Trouble(
                            oldest == null ? null : oldest.toInstant(),
                            row.getLong("undelivered"),
                            row.getInt("people"),
                            row.getBoolean("reached"));
                })
                .single();
    }

    record Claimed(UUID id, StaffId person, int tries, Instant madeAt) {}

    record Stuck(
            UUID id,
            StaffId person,
            boolean givenUp,
            Instant madeAt,
            Instant nextTryAt,
            int tries,
            @Nullable String problem) {}
}
