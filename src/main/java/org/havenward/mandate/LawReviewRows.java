package org.havenward.mandate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The reviews of the current district. */
@Component
class LawReviewRows {
    private static final String SELECT = """
            select id, field, kind, effective_from, value::text as value, source, looked_on, next_review, reviewed_by, reviewed_at
            from law_review where state = :state
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LawReviewRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** In the order in which they were made. */
    List<LawReview> all(String state) {
        return jdbc.sql(SELECT + " order by reviewed_at, id")
                .param("state", state)
                .query((row, number) -> read(row))
                .list();
    }

    void add(String state, LawReview review) {
        jdbc.sql("""
                        insert into law_review (district_id, id, state, field, kind, effective_from, value, source, looked_on,
                                                next_review, reviewed_by, reviewed_at)
                        values (havenward_district(), :id, :state, :field, :kind, :from, cast(:value as jsonb), :source, :looked,
                                :next, :by, :at)
                        """)
                .param("id", review.id())
                .param("state", state)
                .param("field", review.field().name())
                .param("kind", review.kind().name())
                .param("from", review.effectiveFrom())
                .param("value", json.writeValueAsString(LawValues.write(review.value())))
                .param("source", review.source())
                .param("looked", review.lookedOn())
                .param("next", review.nextReview())
                .param("by", review.by().value())
                .param("at", OffsetDateTime.ofInstant(review.at(), ZoneOffset.UTC))
                .update();
    }

    private LawReview read(ResultSet row) throws SQLException {
        var field = LawField.valueOf(row.getString("field"));
        return new LawReview(
                row.getObject("id", UUID.class),
                field,
                LawReview.Kind.valueOf(row.getString("kind")),
                row.getObject("effective_from", LocalDate.class),
                LawValues.read(field, json.readTree(row.getString("value"))),
                row.getString("source"),
                row.getObject("looked_on", LocalDate.class),
                row.getObject("next_review", LocalDate.class),
                new StaffId(row.getObject("reviewed_by", UUID.class)),
                row.getObject("reviewed_at", OffsetDateTime.class).toInstant());
    }
}
