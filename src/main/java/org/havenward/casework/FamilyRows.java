package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Family members of cases and what was judged of them; only ever added to. */
@Repository
class FamilyRows {
    /** What is said of someone now, and the newest judgment. */
    @SuppressWarnings("ArrayRecordComponent")
    record Row(
            FamilyMemberId id,
            UUID wordsId,
            byte[] name,
            byte[] relation,
            byte @Nullable [] language,
            @Nullable Judged judged) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Judged(
            UUID id,
            FamilyMemberId member,
            FamilyVerdict verdict,
            byte[] reasons,
            byte @Nullable [] forWhat,
            StaffId by,
            Instant at,
            Instant until) {}

    private static final String CURRENT = """
            select m.id as member_id, w.id as words_id, w.name, w.relation, w.language,
                j.id, j.verdict, j.reasons, j.for_what, j.by_staff, j.at, j.until_at
            from case_family_member m
            join lateral (select * from case_family_words x
                where x.district_id = m.district_id and x.member_id = m.id order by x.seq desc limit 1) w on true
            left join lateral (select * from case_family_judgment y
                where y.district_id = m.district_id and y.member_id = m.id order by y.seq desc limit 1) j on true
            where m.case_id = :case
            """;

    private final JdbcClient jdbc;

    FamilyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> of(CaseId id) {
        return jdbc.sql(CURRENT + " order by m.id")
                .param("case", id.value())
                .query((row, number) -> row(row))
                .list();
    }

    Optional<Row> of(CaseId id, FamilyMemberId member) {
        return jdbc.sql(CURRENT + " and m.id = :member")
                .param("case", id.value())
                .param("member", member.value())
                .query((row, number) -> row(row))
                .optional();
    }

    List<Judged> judgments(FamilyMemberId member) {
        return jdbc.sql("""
                        select member_id, id, verdict, reasons, for_what, by_staff, at, until_at from case_family_judgment
                        where member_id = :member order by seq desc
                        """)
                .param("member", member.value())
                .query((row, number) -> judged(row))
                .list();
    }

    void add(FamilyMemberId member, CaseId id, StaffId by, Instant at) {
        jdbc.sql("""
                        insert into case_family_member (district_id, id, case_id, added_by, added_at)
                        values (havenward_district(), :id, :case, :by, :at)
                        """)
                .param("id", member.value())
                .param("case", id.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void say(
            UUID id,
            FamilyMemberId member,
            byte @Nullable [] name,
            byte @Nullable [] relation,
            byte @Nullable [] language,
            StaffId by,
            Instant at) {
        jdbc.sql("""
                        insert into case_family_words (district_id, id, member_id, name, relation, language, by_staff, at)
                        values (havenward_district(), :id, :member, :name, :relation, :language, :by, :at)
                        """)
                .param("id", id)
                .param("member", member.value())
                .param("name", name)
                .param("relation", relation)
                .param("language", language)
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    void judge(Judged judged) {
        jdbc.sql("""
                        insert into case_family_judgment (district_id, id, member_id, verdict, reasons, for_what, by_staff,
                            at, until_at)
                        values (havenward_district(), :id, :member, :verdict, :reasons, :for, :by, :at, :until)
                        """)
                .param("id", judged.id())
                .param("member", judged.member().value())
                .param("verdict", judged.verdict().name())
                .param("reasons", judged.reasons())
                .param("for", judged.forWhat())
                .param("by", judged.by().value())
                .param("at", Timestamp.from(judged.at()))
                .param("until", Timestamp.from(judged.until()))
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new FamilyMemberId(row.getObject("member_id", UUID.class)),
                row.getObject("words_id", UUID.class),
                row.getBytes("name"),
                row.getBytes("relation"),
                row.getBytes("language"),
                row.getString("verdict") == null ? null : judged(row));
    }

    private static Judged judged(ResultSet row) throws SQLException {
        return new Judged(
                row.getObject("id", UUID.class),
                new FamilyMemberId(row.getObject("member_id", UUID.class)),
                FamilyVerdict.valueOf(row.getString("verdict")),
                row.getBytes("reasons"),
                row.getBytes("for_what"),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("until_at").toInstant());
    }
}
