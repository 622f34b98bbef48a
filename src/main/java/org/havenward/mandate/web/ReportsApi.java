package org.havenward.mandate.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.mandate.Agency;
import org.havenward.mandate.AnswerKind;
import org.havenward.mandate.CannotReport;
import org.havenward.mandate.CaseReports;
import org.havenward.mandate.Duty;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.Packets;
import org.havenward.mandate.Reason;
import org.havenward.mandate.ReportStatus;
import org.havenward.mandate.SendingWay;
import org.havenward.mandate.Way;
import org.havenward.mandate.YearFilter;
import org.havenward.mandate.YearOfReports;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mandated reports for programs: the same doors, checks, and words as the pages. */
@RestController
@RequestMapping("/api/v1")
class ReportsApi {
    private static final int LONGEST_KEY = 200;

    private final MandatedReports reports;
    private final Packets packets;
    private final CaseReports cases;
    private final YearOfReports years;
    private final SchoolCalendar calendar;
    private final Messages messages;

    ReportsApi(
            MandatedReports reports,
            Packets packets,
            CaseReports cases,
            YearOfReports years,
            SchoolCalendar calendar,
            Messages messages) {
        this.reports = reports;
        this.packets = packets;
        this.cases = cases;
        this.years = years;
        this.calendar = calendar;
        this.messages = messages;
    }

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

    @GetMapping("/my-reports")
    @Needs(Need.MEET_OWN_DUTY)
    List<DutyJson> own(Viewer viewer) {
        return reports.own(viewer).stream().map(ReportsApi::json).toList();
    }

    @GetMapping("/my-reports/{id}")
    @Needs(Need.MEET_OWN_DUTY)
    OpenedJson open(Viewer viewer, @PathVariable String id) {
        var dutyId = Sent.duty(id);
        var opened = reports.open(viewer, dutyId, null);
        return new OpenedJson(
                json(opened.duty()),
                opened.route().stream().sorted().toList(),
                opened.missing().stream().sorted().toList(),
                opened.calls().stream()
                        .map(call -> new CallJson(
                                call.id(),
                                call.agency(),
                                call.way(),
                                call.madeAt(),
                                call.agencyName().text(),
                                call.spokeWith().text(),
                                call.reference().text(),
                                call.said().text()))
                        .toList(),
                opened.answers().stream()
                        .map(answer -> new AnswerJson(
                                answer.kind(), answer.at(), answer.said().text()))
                        .toList(),
                packets.frozen(viewer, dutyId).stream()
                        .map(packet ->
                                new PacketJson(packet.id(), packet.version(), packet.sha256(), packet.frozenAt()))
                        .toList());
    }

    @PostMapping("/my-reports/{id}/calls")
    @Needs(Need.MEET_OWN_DUTY)
    @ResponseStatus(HttpStatus.CREATED)
    Made call(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewCallJson body) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var form = new CallForm(
                body.agency(),
                body.way(),
                body.suspected(),
                day(body.madeAtLocal()),
                time(body.madeAtLocal()),
                body.agencyName(),
                body.spokeWith(),
                body.reference(),
                body.said(),
                Boolean.TRUE.equals(body.askedWritten()) ? "yes" : null,
                null);
        return send(
                viewer,
                form.check(calendar.zone()),
                key,
                once -> reports.call(viewer, dutyId, form.call(calendar.zone()), once));
    }

    @PostMapping("/my-reports/{id}/joint")
    @Needs(Need.MEET_OWN_DUTY)
    @ResponseStatus(HttpStatus.CREATED)
    Made joint(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody JointJson body) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var errors = new FormErrors();
        var call = Sent.id(body.callId());
        if (call.isEmpty()) {
            errors.add("callId", "reports.cannot.joint");
        }
        return send(viewer, errors, key, once -> reports.confirmJoint(viewer, dutyId, call.orElseThrow(), once));
    }

    @PostMapping("/my-reports/{id}/answers")
    @Needs(Need.MEET_OWN_DUTY)
    @ResponseStatus(HttpStatus.CREATED)
    Made answer(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewAnswerJson body) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var form = new AnswerForm(
                body.kind(), day(body.answeredAtLocal()), time(body.answeredAtLocal()), body.said(), null);
        return send(
                viewer,
                form.check(calendar.zone()),
                key,
                once -> reports.answer(viewer, dutyId, form.answer(calendar.zone()), once));
    }

    @PostMapping("/my-reports/{id}/again")
    @Needs(Need.MEET_OWN_DUTY)
    @ResponseStatus(HttpStatus.CREATED)
    Made again(Viewer viewer, @PathVariable String id, @RequestHeader("Idempotency-Key") String key) {
        var dutyId = Sent.duty(id);
        return send(viewer, new FormErrors(), key, once -> reports.again(viewer, dutyId, once));
    }

    /** Fills in a written report and freezes it as a version. */
    @PostMapping("/my-reports/{id}/packets")
    @Needs(Need.MEET_OWN_DUTY)
    @ResponseStatus(HttpStatus.CREATED)
    Made freeze(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewPacketJson body) {
        var dutyId = Sent.duty(id);
        var draft = packets.draft(viewer, dutyId);
        var fields = PacketController.fields(draft, body.fields() == null ? Map.of() : body.fields());
        return send(viewer, PacketController.check(fields), key, once -> {
            packets.keep(viewer, dutyId, fields);
            return packets.freeze(viewer, dutyId, once);
        });
    }

    @PostMapping("/my-reports/{id}/packets/{packet}/sendings")
    @Needs(Need.MEET_OWN_DUTY)
    @ResponseStatus(HttpStatus.CREATED)
    Made sent(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String packet,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewSendingJson body) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var zone = calendar.zone();
        var form = new SendingForm(body.way(), day(body.sentAtLocal()), time(body.sentAtLocal()), body.to(), null);
        return send(
                viewer,
                form.check(zone),
                key,
                once -> packets.sent(
                        viewer,
                        dutyId,
                        Sent.idOrNotFound(packet),
                        Sent.one(form.way(), SendingWay.values()).orElseThrow(),
                        Sent.moment(form.madeDate(), form.madeTime(), zone).orElseThrow(),
                        Sent.text(form.to()),
                        once));
    }

    @GetMapping("/cases/{id}/reports")
    @Needs(Need.OPEN_CASE)
    List<CaseLineJson> ofCase(Viewer viewer, @PathVariable String id) {
        return cases.whole(viewer, Sent.caseId(id)).lines().stream()
                .map(ReportsApi::json)
                .toList();
    }

    @PostMapping("/cases/{id}/reports/holders")
    @Needs(Need.OPEN_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made holder(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody HolderJson body) {
        var caseId = Sent.caseId(id);
        cases.whole(viewer, caseId);
        var errors = new FormErrors();
        var who = Sent.id(body.staffId());
        if (who.isEmpty()) {
            errors.add("staffId", "reports.error.who");
        }
        return send(viewer, errors, key, once -> cases.addHolder(viewer, caseId, new StaffId(who.orElseThrow()), once));
    }

    @GetMapping("/reports/year")
    @Needs(Need.PROVE_REPORTS)
    YearJson year(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after) {
        var found = years.year(
                viewer, YearController.asked(year, years.current()), YearController.filter(show), after, 200);
        return new YearJson(
                found.year(),
                found.counts(),
                found.rows().stream()
                        .map(row ->
                                new YearLineJson(row.line().duty().caseNumber(), row.schoolName(), json(row.line())))
                        .toList(),
                found.next());
    }

    /** 422 for what has to be mended, 409 for what was done already. */
    private Made send(Viewer viewer, FormErrors errors, String key, Function<String, UUID> door) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            errors.add("Idempotency-Key", "reports.error.too_long", LONGEST_KEY);
        }
        if (errors.any()) {
            throw ApiProblem.of(errors);
        }
        try {
            return new Made(door.apply(key));
        } catch (CannotReport refused) {
            var said = messages.text(viewer.language(), refused.messageKey());
            var problem = new ApiProblem(
                    refused.overtaken() ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT,
                    refused.overtaken() ? "overtaken" : "fields",
                    said,
                    refused.field().isEmpty() ? Map.of() : Map.of(refused.field(), said));
            problem.initCause(refused);
            throw problem;
        }
    }

    private static DutyJson json(Duty duty) {
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

    private static CaseLineJson json(CaseReports.Line line) {
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

    private static @Nullable String day(@Nullable String local) {
        return local == null ? null : local.split("T", 2)[0];
    }

    private static @Nullable String time(@Nullable String local) {
        return local == null || !local.contains("T") ? null : local.split("T", 2)[1];
    }
}
