package org.havenward.mandate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.SealedWords;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores what proves a report: calls and answers. Added to, never changed; their words are sealed with the case's key. */
@Repository
class Proofs {
    private final JdbcClient jdbc;
    private final CaseDoor door;

    Proofs(JdbcClient jdbc, CaseDoor door) {
        this.jdbc = jdbc;
        this.door = door;
    }

    /** A call, with its words still sealed. */
    @SuppressWarnings("ArrayRecordComponent")
    record CallRow(
            UUID id,
            DutyId duty,
            Agency agency,
            Way way,
            Suspected suspected,
            Instant madeAt,
            Instant recordedAt,
            StaffId by,
            boolean askedWritten,
            @Nullable UUID jointWith,
            byte @Nullable [] agencyName,
            byte @Nullable [] spokeWith,
            byte @Nullable [] reference,
            byte @Nullable [] said) {}

    UUID addCall(Duty duty, NewCall call, @Nullable UUID jointWith, StaffId by, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into mandate_call (district_id, id, duty_id, agency, way, suspected, made_at, recorded_at,
                            by_staff, asked_written, joint_with, agency_name, spoke_with, reference, said)
                        values (havenward_district(), :id, :duty, :agency, :way, :suspected, :made, :now, :by, :asked,
                            :joint, :name, :spoke, :reference, :said)
                        """)
                .param("id", id)
                .param("duty", duty.id().value())
                .param("agency", call.agency().name())
                .param("way", call.way().name())
                .param("suspected", call.suspected().name())
                .param("made", Timestamp.from(call.madeAt()))
                .param("now", Timestamp.from(now))
                .param("by", by.value())
                .param("asked", call.askedWritten())
                .param("joint", jointWith)
                .param("name", door.seal(duty.caseId(), place(id, "agency"), call.agencyName()))
                .param("spoke", door.seal(duty.caseId(), place(id, "spoke"), call.spokeWith()))
                .param("reference", door.seal(duty.caseId(), place(id, "reference"), call.reference()))
                .param("said", door.seal(duty.caseId(), place(id, "said"), call.said()))
                .update();
        return id;
    }

    List<CallRow> calls(Collection<DutyId> duties) {
        if (duties.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select * from mandate_call where duty_id in (:duties) order by made_at, id")
                .param("duties", duties.stream().map(DutyId::value).toList())
                .query((row, number) -> call(row))
                .list();
    }

    Optional<CallRow> call(UUID id) {
        return jdbc.sql("select * from mandate_call where id = :id")
                .param("id", id)
                .query((row, number) -> call(row))
                .optional();
    }

    SealedWords agencyName(Duty duty, CallRow call) {
        return door.open(duty.caseId(), place(call.id(), "agency"), call.agencyName());
    }

    SealedWords spokeWith(Duty duty, CallRow call) {
        return door.open(duty.caseId(), place(call.id(), "spoke"), call.spokeWith());
    }

    SealedWords reference(Duty duty, CallRow call) {
        return door.open(duty.caseId(), place(call.id(), "reference"), call.reference());
    }

    SealedWords said(Duty duty, CallRow call) {
        return door.open(duty.caseId(), place(call.id(), "said"), call.said());
    }

    UUID addAnswer(Duty duty, NewAnswer answer, StaffId by, Instant now) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into mandate_answer (district_id, id, duty_id, kind, answered_at, recorded_at, by_staff, said)
                        values (havenward_district(), :id, :duty, :kind, :at, :now, :by, :said)
                        """)
                .param("id", id)
                .param("duty", duty.id().value())
                .param("kind", answer.kind().name())
                .param("at", Timestamp.from(answer.at()))
                .param("now", Timestamp.from(now))
                .param("by", by.value())
                .param("said", door.seal(duty.caseId(), "mandate.answer/" + id, answer.said()))
                .update();
        return id;
    }

    List<OpenedDuty.Answer> answers(Duty duty) {
        return jdbc.sql("select * from mandate_answer where duty_id = :duty order by answered_at, id")
                .param("duty", duty.id().value())
                .query((row, number) -> new OpenedDuty.Answer(
                        AnswerKind.valueOf(row.getString("kind")),
                        row.getTimestamp("answered_at").toInstant(),
                        door.open(
                                duty.caseId(),
                                "mandate.answer/" + row.getObject("id", UUID.class),
                                row.getBytes("said"))))
                .list();
    }

    private static String place(UUID call, String what) {
        return "mandate.call/" + call + "/" + what;
    }

    private static CallRow call(ResultSet row) throws SQLException {
        return new CallRow(
                row.getObject("id", UUID.class),
                new DutyId(row.getObject("duty_id", UUID.class)),
                Agency.valueOf(row.getString("agency")),
                Way.valueOf(row.getString("way")),
                Suspected.valueOf(row.getString("suspected")),
                row.getTimestamp("made_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                new StaffId(row.getObject("by_staff", UUID.class)),
                row.getBoolean("asked_written"),
                row.getObject("joint_with", UUID.class),
                row.getBytes("agency_name"),
                row.getBytes("spoke_with"),
                row.getBytes("reference"),
                row.getBytes("said"));
    }
}
