package org.havenward.concern.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.Concerns;
import org.havenward.concern.Drafts;
import org.havenward.concern.Raising;
import org.havenward.district.School;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.guide.BesideConcern;
import org.havenward.guide.Guide;
import org.havenward.guide.Indicator;
import org.havenward.platform.Ids;
import org.havenward.web.FormErrors;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The concern form: one page whose buttons search, save for later, or send; each keeps all that was typed. */
@Controller
class ConcernController {
    private final Concerns concerns;
    private final Raising raising;
    private final Drafts drafts;
    private final Guide guide;
    private final SchoolCalendar calendar;
    private final InstantSource clock;
    private final DraftText draftText;

    ConcernController(
            Concerns concerns,
            Raising raising,
            Drafts drafts,
            Guide guide,
            SchoolCalendar calendar,
            InstantSource clock,
            DraftText draftText) {
        this.concerns = concerns;
        this.raising = raising;
        this.drafts = drafts;
        this.guide = guide;
        this.calendar = calendar;
        this.clock = clock;
        this.draftText = draftText;
    }

    @GetMapping("/concerns/new")
    @Needs(Need.RAISE_CONCERN)
    ModelAndView form(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String student,
            @RequestParam(required = false) @Nullable String draft) {
        var kept = Given.id(draft).flatMap(id -> drafts.open(viewer, id)).flatMap(draftText::read);
        var form = kept.orElseGet(() -> ConcernForm.blank(
                Ids.next(), Given.id(student).map(StudentId::new).orElse(null), clock.instant(), calendar.zone()));
        return Pages.show("concern/concern", page(viewer, form, new FormErrors(), kept.isEmpty()));
    }

    @PostMapping("/concerns/new")
    @Needs(Need.RAISE_CONCERN)
    ModelAndView send(
            Viewer viewer, @ModelAttribute ConcernForm form, @RequestParam(required = false) @Nullable String onceKey) {
        return switch (Given.text(form.act())) {
            case "find", "find-staff" -> Pages.show("concern/concern", page(viewer, form, new FormErrors(), false));
            case "save" -> save(viewer, form);
            default -> raise(viewer, form, Given.key(onceKey));
        };
    }

    private ModelAndView raise(Viewer viewer, ConcernForm form, String key) {
        var student = student(viewer, form);
        var known = known(viewer, form);
        var errors = form.check(known, student.orElse(null), null);
        if (errors.any()) {
            return Pages.mend("concern/concern", page(viewer, form, errors, false));
        }
        var raised =
                Given.once(key, once -> concerns.raise(viewer, form.concern(known, student.orElse(null), null), once));
        return seeOther("/concerns/" + raised.id().value() + "/receipt");
    }

    private ModelAndView save(Viewer viewer, ConcernForm form) {
        var id = Given.id(form.draft()).orElseGet(Ids::next);
        if (!form.empty()) {
            drafts.keep(viewer, id, draftText.write(form, id));
        }
        return seeOther("/concerns");
    }

    /** Keeps what is typed so far, while one goes. */
    @PostMapping("/concerns/drafts")
    @Needs(Need.RAISE_CONCERN)
    ResponseEntity<Void> keep(Viewer viewer, @ModelAttribute ConcernForm form) {
        var id = Given.id(form.draft());
        if (id.isPresent() && !form.empty()) {
            drafts.keep(viewer, id.get(), draftText.write(form, id.get()));
        }
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/concerns/drafts/{id}/discard")
    @Needs(Need.RAISE_CONCERN)
    ModelAndView discard(Viewer viewer, @PathVariable UUID id) {
        drafts.discard(viewer, id);
        return seeOther("/concerns");
    }

    private ConcernPage page(Viewer viewer, ConcernForm form, FormErrors errors, boolean fresh) {
        var schools = raising.schools(viewer);
        var student = student(viewer, form).orElse(null);
        var named = raising.staff(viewer, form.named());
        var school = form.school(student, ids(schools));
        return new ConcernPage(
                form,
                errors,
                schools,
                student,
                Given.text(form.studentWords()).isBlank()
                        ? null
                        : raising.findStudents(viewer, cut(form.studentWords())),
                named,
                Given.text(form.involvedWords()).isBlank()
                        ? null
                        : raising.findStaff(viewer, cut(form.involvedWords())),
                BesideConcern.of(guide),
                school.map(where -> raising.firstReaders(viewer, where, form.named()))
                        .orElse(List.of()),
                fresh ? drafts.list(viewer) : List.of());
    }

    private Optional<Student> student(Viewer viewer, ConcernForm form) {
        return form.student().flatMap(id -> raising.student(viewer, id));
    }

    private ConcernForm.Known known(Viewer viewer, ConcernForm form) {
        return new ConcernForm.Known(
                clock.instant(),
                calendar.zone(),
                ids(raising.schools(viewer)),
                guide.indicators().stream().map(Indicator::id).collect(Collectors.toSet()),
                raising.staff(viewer, form.named()).stream()
                        .map(StaffMember::id)
                        .collect(Collectors.toSet()),
                viewer.staff());
    }

    private static java.util.Set<org.havenward.district.SchoolId> ids(List<School> schools) {
        return schools.stream().map(School::id).collect(Collectors.toSet());
    }

    /** No name is longer. */
    static String cut(@Nullable String words) {
        var text = Given.text(words).strip();
        return text.length() > 100 ? text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, 100))) : text;
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path, true, false, false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
