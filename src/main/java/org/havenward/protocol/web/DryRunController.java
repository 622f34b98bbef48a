package org.havenward.protocol.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.protocol.DryRun;
import org.havenward.protocol.Evaluation;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolDesk;
import org.havenward.protocol.ProtocolRecords;
import org.havenward.protocol.ProtocolWords;
import org.havenward.protocol.ShippedLaw;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A case that is only thought of, run through a version. Changes nothing and keeps nothing. */
@Controller
@RequestMapping("/protocols/{id}/dry-run")
class DryRunController {
    private final VersionPages pages;
    private final ProtocolDesk desk;
    private final Messages messages;
    private final InstantSource clock;

    DryRunController(VersionPages pages, ProtocolDesk desk, Messages messages, InstantSource clock) {
        this.pages = pages;
        this.desk = desk;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    @Needs(Need.READ_PROTOCOL)
    ModelAndView dryRun(
            Viewer viewer, Locale locale, @PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed) {
        var version = pages.open(viewer, id);
        var protocol = version.protocol();
        if (protocol == null) {
            return VersionPages.to("/protocols/" + id + "/text");
        }
        var form = new DryRunForm(typed);
        var errors = new FormErrors();
        var law = ShippedLaw.find();
        var state = form.state(law.states(), desk.state(viewer), errors);
        var zone = law.zone(state);
        var at = form.at(zone, clock.instant(), errors);
        var facts = form.facts(at, errors);
        var answers = form.answers(protocol, viewer.name(), at, errors);
        var words = new ProtocolWords(protocol, messages, locale);
        var groups = form.asked() && !errors.any()
                ? groups(DryRun.of(protocol, state, facts, at).evaluation(answers), words, zone, locale)
                : List.<DryRunPage.Group>of();
        var page = new DryRunPage(
                pages.head(version, VersionPages.Tab.DRY_RUN, locale),
                form,
                errors,
                new TreeSet<>(law.states())
                        .stream().map(one -> new Option(one, one)).toList(),
                state,
                DryRunForm.exploiters().stream()
                        .map(one -> new Option(one, messages.text(locale, "protocol.check.value." + one)))
                        .toList(),
                new TreeSet<>(ProtocolRecords.ALL)
                        .stream()
                                .filter(name -> !name.equals(ProtocolRecords.CONFIRMED))
                                .map(name -> new Option(name, words.recorded(name)))
                                .toList(),
                protocol.questions()
                        .map(question -> asked(question, words, locale))
                        .toList(),
                day(at, zone, locale),
                law.of(state, at).reviewed(),
                groups);
        return errors.any() ? Pages.mend("protocol/dry_run", page) : Pages.show("protocol/dry_run", page);
    }

    private DryRunPage.Asked asked(Protocol.Question question, ProtocolWords words, Locale locale) {
        var subject = new org.havenward.protocol.Condition.Subject.Answer(question.id());
        return new DryRunPage.Asked(
                DryRunForm.field(question.id()),
                question.title().in(locale),
                question.kind() == Protocol.Kind.DATE,
                question.values().stream()
                        .map(value -> new Option(value, words.value(subject, value)))
                        .toList());
    }

    private List<DryRunPage.Group> groups(Evaluation evaluation, ProtocolWords words, ZoneId zone, Locale locale) {
        var groups = new ArrayList<DryRunPage.Group>();
        for (var status : List.of(
                List.of(Evaluation.Status.LATE, Evaluation.Status.NOW),
                List.of(Evaluation.Status.LATER),
                List.of(Evaluation.Status.DONE),
                List.of(Evaluation.Status.NOT_NEEDED))) {
            var rows = evaluation.items().stream()
                    .filter(state -> status.contains(state.status()))
                    .map(state -> row(state, words, zone, locale))
                    .toList();
            if (!rows.isEmpty()) {
                groups.add(new DryRunPage.Group(
                        "protocol.dry." + status.getLast().name().toLowerCase(Locale.ROOT), rows));
            }
        }
        return groups;
    }

    private DryRunPage.Row row(Evaluation.State state, ProtocolWords words, ZoneId zone, Locale locale) {
        var due = state.status() == Evaluation.Status.NOT_NEEDED ? null : state.due();
        return new DryRunPage.Row(
                state.id(),
                state.item() instanceof Protocol.Question,
                words.title(state.id()),
                words.status(state.status()),
                switch (state.status()) {
                    case NOW -> "now";
                    case LATE -> "late";
                    case DONE -> "done";
                    case LATER, NOT_NEEDED -> "plain";
                },
                words.role(state.item().role()),
                due == null ? "" : day(due, zone, locale),
                Stream.concat(
                                state.waitsFor().stream()
                                        .map(id -> messages.text(locale, "protocol.dry.waits", words.title(id))),
                                state.why().stream().map(why -> words.of(why.that()) + now(why, words, locale)))
                        .collect(Collectors.joining("; ")));
    }

    private String now(Evaluation.Why why, ProtocolWords words, Locale locale) {
        return why.value().isEmpty()
                ? ""
                : " "
                        + messages.text(
                                locale,
                                "protocol.dry.is",
                                words.value(why.that().subject(), why.value()));
    }

    private String day(Instant at, ZoneId zone, Locale locale) {
        var there = at.atZone(zone);
        var day = DateTimeFormatter.ofPattern(messages.text(locale, "web.date.pattern-year"), locale);
        var time = DateTimeFormatter.ofPattern(messages.text(locale, "web.time.pattern"), locale);
        return messages.text(locale, "web.when.day", day.format(there), time.format(there));
    }
}
