package org.havenward.mandate.web;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolCalendar;
import org.havenward.mandate.DutyId;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.Packets;
import org.havenward.mandate.SendingWay;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * The written report: filling in, freezing, and how it was sent. Its holder alone can fetch it, and nothing here sends it. The
 * family guard has no say in it: the state's law asks for the report, an agency is no family, and that a report names a family
 * contacts none of them.
 */
@Controller
@Reaches(value = Audience.STAFF, because = "its holder alone takes it, for the agency that the law names")
class PacketController {
    private final Packets packets;
    private final MandatedReports reports;
    private final SchoolCalendar calendar;
    private final InstantSource clock;

    PacketController(Packets packets, MandatedReports reports, SchoolCalendar calendar, InstantSource clock) {
        this.packets = packets;
        this.reports = reports;
        this.calendar = calendar;
        this.clock = clock;
    }

    @GetMapping("/my-reports/{id}/packet")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView fill(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String done) {
        var draft = packets.draft(viewer, Sent.duty(id));
        return Pages.show("reports/packet", new PacketPage(draft, null, "kept".equals(done), new FormErrors()));
    }

    /** Keeps what was filled in; with {@code then=freeze} freezes it too, as a version that is never changed. */
    @PostMapping("/my-reports/{id}/packet")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView keep(
            Viewer viewer,
            @PathVariable String id,
            @RequestParam Map<String, String> form,
            @RequestParam(required = false) @Nullable String then,
            @RequestParam(required = false) @Nullable String onceKey) {
        var dutyId = Sent.duty(id);
        var draft = packets.draft(viewer, dutyId);
        var fields = fields(draft, form);
        var sent = new Sent(check(fields));
        var packet = new UUID[1];
        var fit = sent.errors().none();
        var freeze = "freeze".equals(then);
        var taken = sent.taken(onceKey, key -> {
            if (freeze) {
                packet[0] = packets.freeze(viewer, dutyId, form.get("shown"), fields, key);
            } else {
                packets.keep(viewer, dutyId, fields);
            }
        });
        if (!taken) {
            // Who typed nothing is shown what is kept now; what was typed is kept though it can't be frozen yet.
            var typed = !Packets.content(fields).equals(form.get("shown"));
            if (fit && freeze && typed) {
                packets.keep(viewer, dutyId, fields);
            }
            return sent.again(
                    "reports/packet",
                    new PacketPage(packets.draft(viewer, dutyId), typed ? fields : null, false, sent.errors()));
        }
        return packet[0] == null
                ? new ModelAndView("redirect:/my-reports/" + dutyId.value() + "/packet?done=kept")
                : new ModelAndView("redirect:/my-reports/" + dutyId.value() + "/packets/" + packet[0] + "?done=frozen");
    }

    /** Keeps what is being typed, so that nothing is lost when the session ends. */
    @PostMapping("/my-reports/{id}/packet/draft")
    @Needs(Need.MEET_OWN_DUTY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keepDraft(Viewer viewer, @PathVariable String id, @RequestParam Map<String, String> form) {
        var dutyId = Sent.duty(id);
        var fields = fields(packets.draft(viewer, dutyId), form);
        var errors = check(fields);
        new Sent(errors).taken(null, key -> packets.keep(viewer, dutyId, fields));
    }

    static Map<String, String> fields(Packets.Draft draft, Map<String, String> form) {
        var fields = new HashMap<String, String>();
        draft.fields()
                .forEach((field, known) ->
                        fields.put(field, form.containsKey(field) ? Sent.text(form.get(field)) : known));
        return fields;
    }

    static FormErrors check(Map<String, String> fields) {
        var errors = new FormErrors();
        fields.forEach((field, text) -> Sent.limit(errors, field, text, MandatedReports.LONGEST));
        return errors;
    }

    @GetMapping("/my-reports/{id}/packet/preview")
    @Needs(Need.MEET_OWN_DUTY)
    ResponseEntity<byte[]> preview(Viewer viewer, @PathVariable String id) {
        return pdf(packets.preview(viewer, Sent.duty(id)), "report-draft.pdf");
    }

    @GetMapping("/my-reports/{id}/packets/{packet}")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView frozen(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String packet,
            @RequestParam(required = false) @Nullable String done) {
        var now = clock.instant().atZone(calendar.zone());
        var form = new SendingForm(
                null, now.toLocalDate().toString(), "%02d:%02d".formatted(now.getHour(), now.getMinute()), null, null);
        return Pages.show("reports/sending", page(viewer, id, packet, form, "frozen".equals(done), new FormErrors()));
    }

    private SendingPage page(
            Viewer viewer, String id, String packet, SendingForm form, boolean fresh, FormErrors errors) {
        DutyId dutyId = Sent.duty(id);
        var packetId = Sent.idOrNotFound(packet);
        var frozen = packets.frozen(viewer, dutyId).stream()
                .filter(one -> one.id().equals(packetId))
                .findFirst()
                .orElseThrow(() -> new RefusedException(org.havenward.access.Decision.Reason.NOT_ON_TEAM));
        return new SendingPage(reports.look(viewer, dutyId), frozen, form, fresh, errors);
    }

    @GetMapping("/my-reports/{id}/packets/{packet}/pdf")
    @Needs(Need.MEET_OWN_DUTY)
    ResponseEntity<byte[]> download(Viewer viewer, @PathVariable String id, @PathVariable String packet) {
        return pdf(packets.pdf(viewer, Sent.duty(id), Sent.idOrNotFound(packet)), "report.pdf");
    }

    @PostMapping("/my-reports/{id}/packets/{packet}/sendings")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView sent(
            Viewer viewer, @PathVariable String id, @PathVariable String packet, @ModelAttribute SendingForm form) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var packetId = Sent.idOrNotFound(packet);
        var zone = calendar.zone();
        var sent = new Sent(form.check(zone));
        if (sent.taken(
                form.onceKey(),
                key -> packets.sent(
                        viewer,
                        dutyId,
                        packetId,
                        Sent.one(form.way(), SendingWay.values()).orElseThrow(),
                        Sent.moment(form.madeDate(), form.madeTime(), zone).orElseThrow(),
                        Sent.text(form.to()),
                        key))) {
            return new ModelAndView("redirect:/my-reports/" + dutyId.value() + "?done=sent");
        }
        return sent.again("reports/sending", page(viewer, id, packet, form, false, sent.errors()));
    }

    static ResponseEntity<byte[]> pdf(byte[] file, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(file);
    }
}
