package org.havenward.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernDoor;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which concerns went into which case. */
@Repository
class CaseConcerns {
    record Row(ConcernId concern, CaseId caseId, SchoolId school, Instant raisedAt, Instant joinedAt) {
        RecordRef ref() {
            return RecordRef.concern(concern.value(), school);
        }
    }

    private final JdbcClient jdbc;
    private final ConcernDoor door;

    CaseConcerns(JdbcClient jdbc, ConcernDoor door) {
        this.jdbc = jdbc;
        this.door = door;
    }

    /** Whether it is new; a concern goes into one case. */
    boolean join(CaseId caseId, CaseDesk.Source source, StaffId by, Instant at) {
        return jdbc.sql("""
                                insert into case_concern (district_id, concern_id, case_id, school_id, raised_at, joined_at,
                                    joined_by)
                                values (havenward_district(), :concern, :case, :school, :raised, :at, :by)
                                on conflict (district_id, concern_id) do nothing
                                """)
                        .param("concern", source.concern().value())
                        .param("case", caseId.value())
                        .param("school", source.school().value())
                        .param("raised", Timestamp.from(source.raisedAt()))
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .update()
                == 1;
    }

    List<Row> of(CaseId caseId) {
        return jdbc.sql("select * from case_concern where case_id = :case order by joined_at desc, concern_id")
                .param("case", caseId.value())
                .query((row, number) -> row(row))
                .list();
    }

    /** Those that are not shut to someone to whom the case itself is open. */
    List<Row> open(Viewer viewer, CaseId caseId) {
        return of(caseId).stream()
                .filter(row -> !door.shutInCase(viewer, row.ref()))
                .toList();
    }

    /** Those that are: nothing of the case says to them that these are there. */
    Set<UUID> shut(Viewer viewer, CaseId caseId) {
        return of(caseId).stream()
                .filter(row -> door.shutInCase(viewer, row.ref()))
                .map(row -> row.concern().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    Optional<Row> caseOf(ConcernId concern) {
        return jdbc.sql("select * from case_concern where concern_id = :concern")
                .param("concern", concern.value())
                .query((row, number) -> row(row))
                .optional();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new ConcernId(row.getObject("concern_id", UUID.class)),
                new CaseId(row.getObject("case_id", UUID.class)),
                new SchoolId(row.getObject("school_id", UUID.class)),
                row.getTimestamp("raised_at").toInstant(),
                row.getTimestamp("joined_at").toInstant());
    }
}
