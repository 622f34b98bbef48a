package org.havenward.mandate.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.mandate.CannotReport;
import org.havenward.mandate.CaseReports;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.Packets;
import org.havenward.mandate.SendingWay;
import org.havenward.mandate.YearOfReports;
import org.havenward.mandate.web.ReportsJson.AnswerJson;
import org.havenward.mandate.web.ReportsJson.CallJson;
import org.havenward.mandate.web.ReportsJson.CaseLineJson;
import org.havenward.mandate.web.ReportsJson.DutyJson;
import org.havenward.mandate.web.ReportsJson.HolderJson;
import org.havenward.mandate.web.ReportsJson.JointJson;
import org.havenward.mandate.web.ReportsJson.Made;
import org.havenward.mandate.web.ReportsJson.NewAnswerJson;
import org.havenward.mandate.web.ReportsJson.NewCallJson;
import org.havenward.mandate.web.ReportsJson.NewPacketJson;
import org.havenward.mandate.web.ReportsJson.NewSendingJson;
import org.havenward.mandate.web.ReportsJson.OpenedJson;
import org.havenward.mandate.web.ReportsJson.PacketJson;
import org.havenward.mandate.web.ReportsJson.YearJson;
import org.havenward.mandate.web.ReportsJson.YearLineJson;
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

    @GetMapping("/my-reports")
    @Needs(Need.MEET_OWN_DUTY)
    List<DutyJson> own(Viewer viewer) {
        return reports.own(viewer).stream().map(ReportsJson::json).toList();
    }

    @GetMapping("/my-reports/{id}")
    @Needs(Need.MEET_OWN_DUTY)
    OpenedJson open(Viewer viewer, @PathVariable String id) {
        var dutyId = Sent.duty(id);
        var opened = reports.open(viewer, dutyId, null);
        return new OpenedJson(
                ReportsJson.json(opened.duty()),
                opened.route().agencies().stream().sorted().toList(),
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
        return send(
                viewer,
                PacketController.check(fields),
                key,
                once -> packets.freeze(viewer, dutyId, null, fields, once));
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
                .map(ReportsJson::json)
                .toList();
    }

    @PostMapping("/cases/{id}/reports/holders")
    @Needs(Need.WORK_ON_CASE)
    @ResponseStatus(HttpStatus.CREATED)
    Made holder(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody HolderJson body) {
        var caseId = Sent.caseId(id);
        cases.requireWork(viewer, caseId);
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
                        .map(row -> new YearLineJson(
                                row.line().duty().caseNumber(), row.schoolName(), ReportsJson.json(row.line())))
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

    private static @Nullable String day(@Nullable String local) {
        return local == null ? null : local.split("T", 2)[0];
    }

    private static @Nullable String time(@Nullable String local) {
        return local == null || !local.contains("T") ? null : local.split("T", 2)[1];
    }
}
