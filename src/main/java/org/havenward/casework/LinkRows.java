package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Visible;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores suggestions, links, their ends, and messages: appended, never changed. */
@Repository
class LinkRows {
    private static final String SUGGESTIONS = """
            select s.*, a.linked, a.at as answered_at
            from case_link_suggestion s
            join case_file c on c.district_id = s.district_id and c.id = s.case_id
            left join case_link_answer a on a.district_id = s.district_id and a.suggestion_id = s.id
            """;
    private static final String LINKS = """
            select l.*, e.at as ended_at, e.by_staff as ended_by
            from case_link l
            join case_file one on one.district_id = l.district_id and one.id = l.one_case
            join case_file other on other.district_id = l.district_id and other.id = l.other_case
            left join case_link_end e on e.district_id = l.district_id and e.link_id = l.id
            """;
    private static final int MOST = 100;

    @SuppressWarnings("ArrayRecordComponent")
    record Suggestion(
            UUID id,
            CaseId caseId,
            byte @Nullable [] student,
            byte[] words,
            StaffId by,
            Instant at,
            @Nullable Instant answeredAt) {}

    record Link(
            UUID id,
            CaseId one,
            CaseId other,
            StaffId by,
            Instant at,
            @Nullable Instant endedAt,
            @Nullable StaffId endedBy) {
        CaseId otherThan(CaseId id) {
            return id.equals(one) ? other : one;
        }

        boolean joins(CaseId id) {
            return id.equals(one) || id.equals(other);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Message(UUID id, CaseId caseId, boolean fromCoordinator, byte[] words, StaffId by, Instant at) {}

    private final JdbcClient jdbc;

    LinkRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String suggestionPlace(String field, UUID suggestion) {
        return "casework.link_suggestion_" + field + "/" + suggestion;
    }

    static String messagePlace(UUID message) {
        return "casework.link_message/" + message;
    }

    void suggest(Suggestion row) {
        jdbc.sql("""
                        insert into case_link_suggestion (district_id, id, case_id, student, words, by_staff, at)
                        values (havenward_district(), :id, :case, :student, :words, :by, :at)
                        """)
                .param("id", row.id())
                .param("case", row.caseId().value())
                .param("student", row.student())
                .param("words", row.words())
                .param("by", row.by().value())
                .param("at", Timestamp.from(row.at()))
                .update();
    }

    void answer(UUID suggestion, boolean linked, StaffId by, Instant at) {
        jdbc.sql("""
                        insert into case_link_answer (district_id, suggestion_id, linked, by_staff, at)
                        values (havenward_district(), :suggestion, :linked, :by, :at)
                        """)
                .param("suggestion", suggestion)
                .param("linked", linked)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Those that nobody answered, oldest first, of cases (as {@code c}) that the gate opens. */
    List<Suggestion> waiting(Visible visible) {
        return jdbc.sql(SUGGESTIONS + " where a.at is null and " + visible.sql() + " order by s.id limit " + MOST)
                .params(visible.parameters())
                .query((row, number) -> suggestion(row))
                .list();
    }

    List<Suggestion> suggestedBy(CaseId id) {
        return jdbc.sql(SUGGESTIONS + " where s.case_id = :case order by s.id desc")
                .param("case", id.value())
                .query((row, number) -> suggestion(row))
                .list();
    }

    Optional<Suggestion> suggestion(UUID id) {
        return jdbc.sql(SUGGESTIONS + " where s.id = :id")
                .param("id", id)
                .query((row, number) -> suggestion(row))
                .optional();
    }

    void link(UUID id, CaseId one, CaseId other, UUID suggestion, StaffId by, Instant at) {
        jdbc.sql("""
                        insert into case_link (district_id, id, one_case, other_case, suggestion_id, by_staff, at)
                        values (havenward_district(), :id, :one, :other, :suggestion, :by, :at)
                        """)
                .param("id", id)
                .param("one", one.value())
                .param("other", other.value())
                .param("suggestion", suggestion)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void end(UUID link, StaffId by, Instant at) {
        jdbc.sql("""
                        insert into case_link_end (district_id, link_id, by_staff, at)
                        values (havenward_district(), :link, :by, :at)
                        """)
                .param("link", link)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** All links, newest first, both of whose cases (as {@code one} and {@code other}) the gate opens. */
    List<Link> links(Visible one, Visible other) {
        return jdbc.sql(LINKS + " where " + one.sql() + " and " + other.sql() + " order by l.id desc limit " + MOST)
                .params(one.parameters())
                .params(other.parameters())
                .query((row, number) -> link(row))
                .list();
    }

    /** The links of a case that last. */
    List<Link> lasting(CaseId id) {
        return jdbc.sql(LINKS + " where (l.one_case = :case or l.other_case = :case) and e.at is null order by l.id")
                .param("case", id.value())
                .query((row, number) -> link(row))
                .list();
    }

    Optional<Link> link(UUID id) {
        return jdbc.sql(LINKS + " where l.id = :id")
                .param("id", id)
                .query((row, number) -> link(row))
                .optional();
    }

    void say(UUID link, Message row) {
        jdbc.sql("""
                        insert into case_link_message (district_id, id, link_id, case_id, from_coordinator, words, by_staff, at)
                        values (havenward_district(), :id, :link, :case, :from, :words, :by, :at)
                        """)
                .param("id", row.id())
                .param("link", link)
                .param("case", row.caseId().value())
                .param("from", row.fromCoordinator())
                .param("words", row.words())
                .param("by", row.by().value())
                .param("at", Timestamp.from(row.at()))
                .update();
    }

    /** Of a link, oldest first. */
    List<Message> messages(UUID link) {
        return jdbc.sql("select * from case_link_message where link_id = :link order by id")
                .param("link", link)
                .query((row, number) -> new Message(
                        row.getObject("id", UUID.class),
                        new CaseId(row.getObject("case_id", UUID.class)),
                        row.getBoolean("from_coordinator"),
                        row.getBytes("words"),
                        new StaffId(row.getObject("by_staff", UUID.class)),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** Cases (as {@code c}) for which a condition of the gate does not hold. */
    List<CaseFile.State> without(Visible condition) {
        return cases("not " + condition.sql(), condition.parameters());
    }

    /** Cases (as {@code c}) that the gate opens and that are about a student, or have a number. */
    List<CaseFile.State> about(Visible visible, @Nullable UUID student, String number) {
        var parameters = new java.util.HashMap<>(visible.parameters());
        parameters.put("student", student);
        parameters.put("number", number);
        return cases(visible.sql() + " and (c.student_id = cast(:student as uuid) or c.number = :number)", parameters);
    }

    private List<CaseFile.State> cases(String condition, Map<String, ?> parameters) {
        return jdbc.sql("select c.* from case_file c where " + condition + " order by c.id desc")
                .params(parameters)
                .query((row, number) -> CaseFiles.state(row))
                .list();
    }

    private static Suggestion suggestion(ResultSet row) throws SQLException {
        return new Suggestion(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("case_id", UUID.class)),
                row.getBytes("student"),
                row.getBytes("words"),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getTimestamp("at").toInstant(),
                CaseFiles.instant(row, "answered_at"));
    }

    private static Link link(ResultSet row) throws SQLException {
        var endedBy = row.getObject("ended_by", UUID.class);
        return new Link(
                row.getObject("id", UUID.class),
                new CaseId(row.getObject("one_case", UUID.class)),
                new CaseId(row.getObject("other_case", UUID.class)),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getTimestamp("at").toInstant(),
                CaseFiles.instant(row, "ended_at"),
                endedBy == null ? null : new StaffId(endedBy));
    }
}
