package org.havenward.notice;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.access.Visible;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notices and preferences of the current district. */
@Repository
class NoticeRows {
    private final JdbcClient jdbc;

    NoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a notice unless the person has one of the same event; says whether it did. */
    boolean add(StaffId person, NoticeKind kind, @Nullable RecordRef about, String path, String eventKey, Instant at) {
        return jdbc.sql("""
                insert into notice
                    (district_id, id, person, kind, subject_kind, subject, path, urgent, event_key, at)
                select havenward_district(), :id, :person, :kind, :subjectKind, :subject, :path, :urgent, :event, :at
                where not exists (
                    select 1 from notice n
                    where n.person = :person and n.event_key = :event and (:once or n.read_at is null))
                on conflict (district_id, person, event_key) where read_at is null do nothing
                """)
                        .param("id", Ids.next())
                        .param("person", person.value())
                        .param("kind", kind.name())
                        .param(
                                "subjectKind",
                                about == null ? null : about.kind().name(),
                                java.sql.Types.VARCHAR)
                        .param("subject", about == null ? null : about.id(), java.sql.Types.OTHER)
                        .param("path", path)
                        .param("urgent", kind.isUrgent())
                        .param("event", eventKey)
                        .param("at", Timestamp.from(at))
                        .param("once", kind.happensOnce())
                        .update()
                == 1;
    }

    List<Notice> of(StaffId person, Visible shown, boolean unreadOnly, @Nullable UUID before, int limit) {
        return jdbc.sql("select n.id, n.kind, n.path, n.at, n.read_at from notice n where n.person = :person and "
                        + shown.sql()
                        + (unreadOnly ? " and n.read_at is null" : "")
                        + (before == null
                                ? ""
                                : " and (n.at, n.id) < (select b.at, b.id from notice b where b.id = :before)")
                        + " order by n.at desc, n.id desc limit :limit")
                .params(shown.parameters())
                .param("person", person.value())
                .param("before", before, java.sql.Types.OTHER)
                .param("limit", limit)
                .query((row, number) -> new Notice(
                        row.getObject("id", UUID.class),
                        NoticeKind.valueOf(row.getString("kind")),
                        row.getString("path"),
                        row.getTimestamp("at").toInstant(),
                        instant(row.getTimestamp("read_at"))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    long unread(StaffId person, Visible shown) {
        return jdbc.sql("select count(*) from notice n where n.person = :person and n.read_at is null and "
                        + shown.sql())
                .params(shown.parameters())
                .param("person", person.value())
                .query(Long.class)
                .single();
    }

    Optional<String> path(StaffId person, Visible shown, UUID id) {
        return jdbc.sql("select n.path from notice n where n.person = :person and n.id = :id and " + shown.sql())
                .params(shown.parameters())
                .param("person", person.value())
                .param("id", id)
                .query(String.class)
                .optional();
    }

    void read(StaffId person, UUID id, Instant at) {
        jdbc.sql("update notice set read_at = :at where person = :person and id = :id and read_at is null")
                .param("at", Timestamp.from(at))
                .param("person", person.value())
                .param("id", id)
                .update();
    }

    void readAll(StaffId person, Instant at) {
        jdbc.sql("update notice set read_at = :at where person = :person and read_at is null and at <= :at")
                .param("at", Timestamp.from(at))
                .param("person", person.value())
                .update();
    }

    Preference preference(StaffId person) {
        return jdbc.sql("select way, digest_at from notice_preference where person = ?")
                .param(person.value())
                .query((row, number) -> new Preference(
                        Preference.Way.valueOf(row.getString("way")),
                        row.getTime("digest_at").toLocalTime()))
                .optional()
                .orElse(Preference.USUAL);
    }

    void prefer(StaffId person, Preference preference) {
        jdbc.sql("""
                insert into notice_preference (district_id, person, way, digest_at)
                values (havenward_district(), ?, ?, ?)
                on conflict (district_id, person) do update set way = excluded.way, digest_at = excluded.digest_at
                """)
                .param(person.value())
                .param(preference.way().name())
                .param(Time.valueOf(preference.digestAt()))
                .update();
    }

    /** Takes everyone whose digest of the day is due, and notes the day, so that it is made once. */
    List<StaffId> takeDigestsDue(LocalDate today, LocalTime now) {
        return jdbc.sql("""
                update notice_preference p set last_digest_on = :today
                where p.way = 'DIGEST' and p.digest_at <= :now
                  and (p.last_digest_on is null or p.last_digest_on < :today)
                returning p.person
                """)
                .param("today", Date.valueOf(today))
                .param("now", Time.valueOf(now))
                .query((row, number) -> new StaffId(row.getObject("person", UUID.class)))
                .list();
    }
}
