package org.havenward.mandate.web;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.mandate.DutyId;
import org.havenward.mandate.Laws;
import org.havenward.mandate.MandatedReports;
import org.havenward.mandate.OpenedDuty;
import org.havenward.mandate.Packets;
import org.havenward.mandate.Suspected;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Someone's own reports to the state. */
@Controller
class MyReportsController {
    /** What a page may say was done, after a form. */
    private static final Set<String> DONE = Set.of("call", "half", "joint", "answer", "screened_out", "sent", "again");

    private final MandatedReports reports;
    private final Packets packets;
    private final Numbers numbers;
    private final Laws laws;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final InstantSource clock;

    MyReportsController(
            MandatedReports reports,
            Packets packets,
            Numbers numbers,
            Laws laws,
            Directory directory,
            SchoolCalendar calendar,
            InstantSource clock) {
        this.reports = reports;
        this.packets = packets;
        this.numbers = numbers;
        this.laws = laws;
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
    }

    @GetMapping("/my-reports")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView list(Viewer viewer) {
        return Pages.show("reports/own", new MyReportsPage(reports.own(viewer)));
    }

    @GetMapping("/my-reports/{id}")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView open(
            Viewer viewer,
            Locale locale,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String who,
            @RequestParam(required = false) @Nullable String done) {
        return Pages.show(
                "reports/duty",
                page(
                        viewer,
                        locale,
                        id,
                        who,
                        done != null && DONE.contains(done) ? "reports.done." + done : null,
                        new FormErrors()));
    }

    private DutyPage page(
            Viewer viewer, Locale locale, String id, @Nullable String who, @Nullable String done, FormErrors errors) {
        var dutyId = Sent.duty(id);
        var opened =
                reports.open(viewer, dutyId, Sent.one(who, Suspected.values()).orElse(null));
        Map<StaffId, String> names = new HashMap<>();
        directory
                .staff(opened.joint().stream().map(OpenedDuty.Joint::by).collect(Collectors.toSet()))
                .forEach((staff, member) -> names.put(staff, member.name()));
        return new DutyPage(
                opened,
                numbers.of(opened.route().agencies(), locale),
                laws.reviewed(),
                packets.frozen(viewer, dutyId),
                names,
                done,
                errors);
    }

    @GetMapping("/my-reports/{id}/call")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView beginCall(
            Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String who) {
        var opened = reports.open(
                viewer, Sent.duty(id), Sent.one(who, Suspected.values()).orElse(null));
        var now = clock.instant().atZone(zone());
        var agency = opened.missing().size() == 1
                ? opened.missing().iterator().next().name()
                : opened.route().agencies().size() == 1
                        ? opened.route().agencies().iterator().next().name()
                        : null;
        var form = new CallForm(
                agency,
                null,
                opened.suspected().name(),
                now.toLocalDate().toString(),
                "%02d:%02d".formatted(now.getHour(), now.getMinute()),
                null,
                null,
                null,
                null,
                null,
                null);
        return Pages.show("reports/call", new CallPage(opened, form, new FormErrors()));
    }

    @PostMapping("/my-reports/{id}/calls")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView call(Viewer viewer, @PathVariable String id, @ModelAttribute CallForm form) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var sent = new Sent(form.check(zone()));
        if (sent.taken(form.onceKey(), key -> reports.call(viewer, dutyId, form.call(zone()), key))) {
            var half = reports.look(viewer, dutyId).callOwed();
            return done(dutyId, half ? "half" : "call");
        }
        return sent.again("reports/call", new CallPage(reports.open(viewer, dutyId, null), form, sent.errors()));
    }

    @PostMapping("/my-reports/{id}/joint")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView joint(
            Viewer viewer,
            Locale locale,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String call,
            @RequestParam(required = false) @Nullable String onceKey) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var errors = new FormErrors();
        var others = Sent.id(call);
        if (others.isEmpty()) {
            errors.add("joint", "reports.cannot.joint");
        }
        var sent = new Sent(errors);
        if (sent.taken(onceKey, key -> reports.confirmJoint(viewer, dutyId, others.orElseThrow(), key))) {
            return done(dutyId, "joint");
        }
        return sent.again("reports/duty", page(viewer, locale, id, null, null, sent.errors()));
    }

    @GetMapping("/my-reports/{id}/answer")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView beginAnswer(Viewer viewer, @PathVariable String id) {
        var now = clock.instant().atZone(zone());
        var form = new AnswerForm(
                null, now.toLocalDate().toString(), "%02d:%02d".formatted(now.getHour(), now.getMinute()), null, null);
        return Pages.show(
                "reports/answer", new AnswerPage(reports.look(viewer, Sent.duty(id)), form, new FormErrors()));
    }

    @PostMapping("/my-reports/{id}/answers")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView answer(Viewer viewer, @PathVariable String id, @ModelAttribute AnswerForm form) {
        var dutyId = Sent.duty(id);
        var duty = reports.look(viewer, dutyId);
        var sent = new Sent(form.check(zone()));
        if (sent.taken(form.onceKey(), key -> reports.answer(viewer, dutyId, form.answer(zone()), key))) {
            return done(dutyId, "SCREENED_OUT".equalsIgnoreCase(form.kind()) ? "screened_out" : "answer");
        }
        return sent.again("reports/answer", new AnswerPage(duty, form, sent.errors()));
    }

    /** Begins a further report that goes on from this one, and opens it. */
    @PostMapping("/my-reports/{id}/again")
    @Needs(Need.MEET_OWN_DUTY)
    ModelAndView again(
            Viewer viewer,
            Locale locale,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String onceKey) {
        var dutyId = Sent.duty(id);
        reports.look(viewer, dutyId);
        var sent = new Sent(new FormErrors());
        var further = new DutyId[1];
        if (sent.taken(onceKey, key -> further[0] = new DutyId(reports.again(viewer, dutyId, key)))) {
            return done(further[0], "again");
        }
        return sent.again("reports/duty", page(viewer, locale, id, null, null, sent.errors()));
    }

    private static ModelAndView done(DutyId id, String what) {
        return new ModelAndView("redirect:/my-reports/" + id.value() + "?done=" + what);
    }

    private ZoneId zone() {
        return calendar.zone();
    }
}
