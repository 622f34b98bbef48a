package org.havenward.casework;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Visible;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each member of a team does on a case, and since when. Who may open it is the gate's, not these rows'. */
@Repository
class TeamRows {
    record Row(
            StaffId who,
            CaseRole role,
            Instant joined,
            @Nullable Instant firstSeen) {}

    private final JdbcClient jdbc;

    TeamRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds someone, or changes what they do. */
    void put(CaseId caseId, StaffId who, CaseRole role, Instant at, boolean seen) {
        jdbc.sql("""
                        insert into case_member (district_id, case_id, staff_id, role, joined_at, first_seen)
                        values (havenward_district(), :case, :who, :role, :at, :seen)
                        on conflict (district_id, case_id, staff_id) do update set role = excluded.role
                        """)
                .param("case", caseId.value())
                .param("who", who.value())
                .param("role", role.name())
                .param("at", Timestamp.from(at))
                .param("seen", seen ? Timestamp.from(at) : null)
                .update();
    }

    void remove(CaseId caseId, StaffId who) {
        jdbc.sql("delete from case_member where case_id = :case and staff_id = :who")
                .param("case", caseId.value())
                .param("who", who.value())
                .update();
    }

    List<Row> of(CaseId caseId) {
        return jdbc.sql("""
                        select staff_id, role, joined_at, first_seen from case_member
                        where case_id = :case order by role <> 'LEAD', joined_at, staff_id
                        """)
                .param("case", caseId.value())
                .query((row, number) -> new Row(
                        new StaffId(row.getObject("staff_id", UUID.class)),
                        CaseRole.valueOf(row.getString("role")),
                        row.getTimestamp("joined_at").toInstant(),
                        CaseFiles.instant(row, "first_seen")))
                .list();
    }

    Optional<Row> of(CaseId caseId, StaffId who) {
        return of(caseId).stream().filter(member -> member.who().equals(who)).findFirst();
    }

    /** Remembers that someone has opened a case that was new to them. */
    void seen(CaseId caseId, StaffId who, Instant at) {
        jdbc.sql("""
                        update case_member set first_seen = :at
                        where case_id = :case and staff_id = :who and first_seen is null
                        """)
                .param("at", Timestamp.from(at))
                .param("case", caseId.value())
                .param("who", who.value())
                .update();
    }

    record Unseen(CaseId caseId, String number, boolean lead, Instant joined) {}

    /** Open cases that someone was asked onto and has not opened yet. */
    List<Unseen> unseen(StaffId who, Visible visible, int limit) {
        return jdbc.sql("""
                        select c.id, c.number, c.lead = :who as lead, m.joined_at
                        from case_member m join case_file c on c.district_id = m.district_id and c.id = m.case_id
                        where m.staff_id = :who and m.first_seen is null and c.status <> 'CLOSED' and %s
                        order by m.joined_at limit :limit
                        """.formatted(visible.sql()))
                .params(visible.parameters())
                .param("who", who.value())
                .param("limit", limit)
                .query((row, number) -> new Unseen(
                        new CaseId(row.getObject("id", UUID.class)),
                        row.getString("number"),
                        row.getBoolean("lead"),
                        row.getTimestamp("joined_at").toInstant()))
                .list();
    }
}
