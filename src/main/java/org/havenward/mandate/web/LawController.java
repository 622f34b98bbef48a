package org.havenward.mandate.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.mandate.Law;
import org.havenward.mandate.LawDesk;
import org.havenward.mandate.LawField;
import org.havenward.mandate.LawReview;
import org.havenward.mandate.LawReviewed;
import org.havenward.mandate.LawValue;
import org.havenward.mandate.LawVersion;
import org.havenward.mandate.LawWords;
import org.havenward.platform.ReusedKeyException;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.havenward.web.NavItem;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The state's law as of a day, and its review part by part. */
@Controller
@RequestMapping("/law")
class LawController {
    private static final Set<String> NOTES = Set.of("confirmed", "corrected");

    private final LawDesk desk;
    private final Directory directory;
    private final Messages messages;
    private final InstantSource clock;

    LawController(LawDesk desk, Directory directory, Messages messages, InstantSource clock) {
        this.desk = desk;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem lawInNavigation() {
            return new NavItem(75, "law.title", "/law", Need.READ_LAW);
        }
    }

    @GetMapping
    @Needs(Need.READ_LAW)
    ModelAndView law(
            Viewer viewer, Locale locale, @RequestParam(name = "onDate", required = false) @Nullable String on) {
        var errors = new FormErrors();
        var today = desk.today(viewer);
        var day = on == null || on.isBlank() ? today : day(on, errors);
        var law = desk.law(viewer, day == null ? today : day);
        var words = new LawWords(messages, locale);
        var page = new LawPage(
                law.name().in(locale),
                law.on(),
                law.on().equals(today),
                on == null ? "" : on,
                errors,
                Arrays.stream(LawField.values())
                        .map(field -> row(law.part(field), field, words))
                        .toList(),
                desk.callFirst(viewer, null, at(law, today)).stream()
                        .map(line -> new LawPage.Call(words.line(line), line.call()))
                        .toList(),
                desk.sources(viewer).stream()
                        .map(source ->
                                new LawPage.Source(source.code(), source.says().in(locale), source.at(), source.seen()))
                        .toList(),
                LawReviewed.of(law),
                desk.mayReview(viewer));
        return errors.any() ? Pages.mend("mandate/law", page) : Pages.show("mandate/law", page);
    }

    private Instant at(Law law, LocalDate today) {
        return law.on().equals(today)
                ? clock.instant()
                : law.on().atTime(12, 0).atZone(law.zone()).toInstant();
    }

    @GetMapping("/{field}")
    @Needs(Need.READ_LAW)
    ModelAndView field(
            Viewer viewer,
            Locale locale,
            @PathVariable String field,
            @RequestParam(name = "version", required = false) @Nullable String version,
            @RequestParam(name = "done", required = false) @Nullable String done) {
        var which = which(field);
        var today = desk.today(viewer);
        var shown = version(viewer, which, version, today);
        var note = done != null && NOTES.contains(done) ? "law.done." + done : null;
        return Pages.show(
                "mandate/law_field",
                page(viewer, locale, which, shown, LawFieldForm.of(shown, today), new FormErrors(), note));
    }

    @PostMapping("/{field}")
    @Needs(Need.REVIEW_LAW)
    ModelAndView review(
            Viewer viewer,
            Locale locale,
            @PathVariable String field,
            @RequestParam MultiValueMap<String, String> typed) {
        var which = which(field);
        var form = new LawFieldForm(typed);
        var today = desk.today(viewer);
        var errors = new FormErrors();
        var history = desk.history(viewer, which);
        var chosen = history.versions().stream()
                .filter(one -> one.effectiveFrom().toString().equals(form.text("version")))
                .findFirst();
        var finding = form.finding(which, chosen.orElse(null), today, errors);
        if (finding != null) {
            try {
                return to("/law/" + which.id() + "?version=" + finding.effectiveFrom() + "&done="
                        + said(desk.review(viewer, which, finding, form.once())));
            } catch (ReusedKeyException changedSinceItWasSent) {
                // Someone went back, changed what they had sent, and sent it again: a review of its own.
                return to("/law/" + which.id() + "?version=" + finding.effectiveFrom() + "&done="
                        + said(desk.review(
                                viewer,
                                which,
                                finding,
                                org.havenward.platform.Ids.next().toString())));
            }
        }
        return Pages.mend(
                "mandate/law_field",
                page(viewer, locale, which, chosen.orElseGet(() -> history.on(today)), form, errors, null));
    }

    private static String said(LawDesk.Reviewed reviewed) {
        return reviewed.kind().name().toLowerCase(Locale.ROOT);
    }

    private LawFieldPage page(
            Viewer viewer,
            Locale locale,
            LawField field,
            LawVersion shown,
            LawFieldForm form,
            FormErrors errors,
            @Nullable String note) {
        var words = new LawWords(messages, locale);
        var history = desk.history(viewer, field);
        var part = desk.part(viewer, field, shown);
        var names = directory.staff(
                history.reviews().stream().map(LawReview::by).distinct().toList());
        var shipped = history.shipped().stream()
                .filter(one -> one.effectiveFrom().equals(shown.effectiveFrom())
                        && !one.value().equals(shown.value()))
                .findFirst();
        var lines = shown.value() instanceof LawValue.Hotlines hotlines
                ? hotlines.lines().size() + 2
                : 0;
        return new LawFieldPage(
                row(part, field, words),
                shown.effectiveFrom(),
                shipped.map(one -> words.of(one.value())).orElse(List.of()),
                history.versions().stream()
                        .map(one -> new LawFieldPage.Version(
                                one.effectiveFrom(), words.of(one.value()), words.grounds(one), one.equals(shown)))
                        .toList(),
                history.reviews().stream()
                        .map(one -> {
                            var by = names.get(one.by());
                            return new LawFieldPage.Review(one, by == null ? "" : by.name(), words.of(one.value()));
                        })
                        .toList(),
                desk.mayReview(viewer),
                form,
                Math.min(lines, LawFieldForm.MOST_LINES),
                errors,
                note);
    }

    private LawPage.Row row(Law.Part part, LawField field, LawWords words) {
        var value = part.version().value();
        var next = part.next();
        var review = part.review();
        return new LawPage.Row(
                field,
                words.of(value),
                LawWords.unknown(value) ? words.t("law.safe-default." + field.id()) : null,
                words.grounds(part.version()),
                next == null ? null : words.t("law.next", words.day(next.effectiveFrom())),
                part.standing(),
                review == null
                        ? null
                        : words.t("law.reviewed-until", words.day(review.lookedOn()), words.day(review.nextReview())));
    }

    private LawVersion version(Viewer viewer, LawField field, @Nullable String version, LocalDate today) {
        var history = desk.history(viewer, field);
        return history.versions().stream()
                .filter(one -> one.effectiveFrom().toString().equals(version))
                .findFirst()
                .orElseGet(() -> history.on(today));
    }

    /** What is no part of the law is no page. */
    static LawField which(String field) {
        return LawField.of(field).orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
    }

    private static @Nullable LocalDate day(String on, FormErrors errors) {
        try {
            var day = LocalDate.parse(on.strip());
            if (day.getYear() >= 1990 && day.getYear() <= 2100) {
                return day;
            }
        } catch (DateTimeParseException noDay) {
            errors.add("on", "law.error.day");
        }
        errors.add("on", "law.error.day");
        return null;
    }

    private static ModelAndView to(String path) {
        var redirect = new RedirectView(path, true, false);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }
}
