package org.havenward.mandate.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.mandate.Agency;
import org.havenward.mandate.AnswerKind;
import org.havenward.mandate.CaseReports;
import org.havenward.mandate.Duty;
import org.havenward.mandate.Reason;
import org.havenward.mandate.ReportStatus;
import org.havenward.mandate.Way;
import org.havenward.mandate.YearFilter;
import org.jspecify.annotations.Nullable;

/** What the API of mandated reports takes and gives. */
final class ReportsJson {
    private ReportsJson() {}

    record Made(UUID id) {}

    /** @param callHours null: not known, and so at once */
    record LawJson(String state, LocalDate on, @Nullable Integer callHours, String written, boolean reviewed) {}

    record DutyJson(
            UUID id,
            UUID holderId,
            Reason reason,
            ReportStatus status,
            Instant causeAt,
            Instant callDue,
            Duty.@Nullable Timing call,
            @Nullable Instant calledAt,
            boolean writtenOwed,
            @Nullable Instant writtenDue,
            @Nullable Instant sentAt,
            @Nullable UUID follows,
            LawJson law) {}

    record CallJson(
            UUID id,
            Agency agency,
            Way way,
            Instant madeAt,
            @Nullable String agencyName,
            @Nullable String spokeWith,
            @Nullable String reference,
            @Nullable String said) {}

    record AnswerJson(AnswerKind kind, Instant at, @Nullable String said) {}

    record PacketJson(UUID id, int version, String sha256, Instant frozenAt) {}

    record OpenedJson(
            DutyJson duty,
            List<Agency> route,
            List<Agency> missing,
            List<CallJson> calls,
            List<AnswerJson> answers,
            List<PacketJson> packets) {}

    record CaseLineJson(DutyJson duty, String holderName, List<ProofJson> calls) {}

    record ProofJson(
            Agency agency,
            Way way,
            Instant at,
            @Nullable String agencyName,
            @Nullable String reference) {}

    record YearJson(
            int year,
            Map<YearFilter, Long> counts,
            List<YearLineJson> items,
            @Nullable String next) {}

    record YearLineJson(String caseNumber, String school, CaseLineJson report) {}

    /** @param madeAtLocal day and time in the district, such as {@code 2026-11-23T15:40} */
    record NewCallJson(
            @Nullable String agency,
            @Nullable String way,
            @Nullable String suspected,
            @Nullable String madeAtLocal,
            @Nullable String agencyName,
            @Nullable String spokeWith,
            @Nullable String reference,
            @Nullable String said,
            @Nullable Boolean askedWritten) {}

    record NewAnswerJson(
            @Nullable String kind,
            @Nullable String answeredAtLocal,
            @Nullable String said) {}

    record JointJson(@Nullable String callId) {}

    record NewPacketJson(@Nullable Map<String, String> fields) {}

    record NewSendingJson(
            @Nullable String way,
            @Nullable String sentAtLocal,
            @Nullable String to) {}

    record HolderJson(@Nullable String staffId) {}

    static DutyJson json(Duty duty) {
        var follows = duty.follows();
        return new DutyJson(
                duty.id().value(),
                duty.holder().value(),
                duty.reason(),
                duty.status(),
                duty.causeAt(),
                duty.callDue(),
                duty.calledAt() == null ? null : duty.call(duty.calledAt()),
                duty.calledAt(),
                duty.writtenOwed(),
                duty.writtenDue(),
                duty.sentAt(),
                follows == null ? null : follows.value(),
                new LawJson(
                        duty.law().state(),
                        duty.law().on(),
                        duty.law().callHours(),
                        duty.law().written().name(),
                        duty.law().reviewed()));
    }

    static CaseLineJson json(CaseReports.Line line) {
        return new CaseLineJson(
                json(line.duty()),
                line.holderName(),
                line.calls().stream()
                        .map(call -> new ProofJson(
                                call.agency(),
                                call.way(),
                                call.at(),
                                call.agencyName().text(),
                                call.reference().text()))
                        .toList());
    }
}
