package org.havenward.protocol.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.protocol.CannotChangeVersion;
import org.havenward.protocol.Finding;
import org.havenward.protocol.OpenedVersion;
import org.havenward.protocol.Picture;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolDesk;
import org.havenward.protocol.ProtocolVersionId;
import org.havenward.protocol.ProtocolWords;
import org.havenward.protocol.VersionStatus;
import org.havenward.protocol.VersionStep;
import org.havenward.protocol.VersionVerb;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.havenward.web.NavItem;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The versions of the protocol: the list, one of them, its picture, its check, and what moves it on. */
@Controller
@RequestMapping("/protocols")
class ProtocolsController {
    private static final int LONGEST_REMARK = 1_000;

    private final ProtocolDesk desk;
    private final VersionPages pages;
    private final Directory directory;
    private final Messages messages;

    ProtocolsController(ProtocolDesk desk, VersionPages pages, Directory directory, Messages messages) {
        this.desk = desk;
        this.pages = pages;
        this.directory = directory;
        this.messages = messages;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem protocolsInNavigation() {
            return new NavItem(72, "protocol.title", "/protocols", Need.READ_PROTOCOL);
        }
    }

    @GetMapping
    @Needs(Need.READ_PROTOCOL)
    ModelAndView list(Viewer viewer, Locale locale) {
        var lines = desk.lines(viewer);
        var names = directory.staff(
                lines.stream().map(ProtocolDesk.Line::author).distinct().toList());
        var rows = new ArrayList<ProtocolsPage.Row>();
        for (var line : lines) {
            var by = names.get(line.author());
            rows.add(new ProtocolsPage.Row(
                    line.id().value(),
                    pages.label(line.number(), locale),
                    line.status(),
                    line.inForce(),
                    by == null ? "" : by.name(),
                    line.since()));
        }
        rows.add(new ProtocolsPage.Row(
                ProtocolVersionId.SHIPPED.value(),
                pages.label(0, locale),
                VersionStatus.PUBLISHED,
                lines.stream().noneMatch(ProtocolDesk.Line::inForce),
                "",
                null));
        return Pages.show("protocol/protocols", new ProtocolsPage(rows, desk.mayEdit(viewer)));
    }

    @GetMapping("/{id}")
    @Needs(Need.READ_PROTOCOL)
    ModelAndView version(
            Viewer viewer,
            Locale locale,
            @PathVariable UUID id,
            @RequestParam(name = "done", required = false) @Nullable String done) {
        var note = Arrays.stream(VersionVerb.values())
                .filter(verb -> verb.name().equalsIgnoreCase(done))
                .findFirst()
                .map(verb -> "protocol.done." + verb.name().toLowerCase(Locale.ROOT));
        return Pages.show(
                "protocol/version",
                page(viewer, locale, pages.open(viewer, id), "", new FormErrors(), note.orElse(null)));
    }

    private VersionPage page(
            Viewer viewer,
            Locale locale,
            OpenedVersion version,
            String remark,
            FormErrors errors,
            @Nullable String note) {
        var protocol = version.protocol();
        var history = history(version.history());
        return new VersionPage(
                pages.head(version, VersionPages.Tab.OVERVIEW, locale),
                turn(version, desk.mayEdit(viewer)),
                protocol == null ? null : Outline.of(protocol, messages, locale),
                history,
                version.may(),
                desk.mayEdit(viewer),
                remark,
                errors,
                note);
    }

    /** Whose turn it is: the message of the next step, as the reader stands to it. */
    private static String turn(OpenedVersion version, boolean coordinator) {
        var state = version.status().name().toLowerCase(Locale.ROOT);
        if (version.shipped()) {
            return version.inForce() ? "protocol.turn.shipped" : "protocol.turn.shipped-aside";
        }
        return switch (version.status()) {
            case DRAFT -> version.protocol() == null ? "protocol.turn.faulty" : "protocol.turn.draft";
            case IN_REVIEW ->
                coordinator && version.may().contains(VersionVerb.APPROVE)
                        ? "protocol.turn.review"
                        : "protocol.turn.review-other";
            case APPROVED -> "protocol.turn." + state;
            case PUBLISHED -> version.inForce() ? "protocol.turn.published" : "protocol.turn.published-before";
            case WITHDRAWN -> "protocol.turn." + state;
        };
    }

    /** Newest first; saves in a row by one person are one line. */
    private List<VersionPage.Done> history(List<VersionStep> steps) {
        var names =
                directory.staff(steps.stream().map(VersionStep::by).distinct().toList());
        var lines = new ArrayList<VersionPage.Done>();
        StaffId last = null;
        for (var step : steps.reversed()) {
            var by = names.get(step.by());
            var previous = lines.isEmpty() ? null : lines.getLast();
            if (previous != null
                    && step.verb() == VersionVerb.EDIT
                    && previous.verb() == VersionVerb.EDIT
                    && step.by().equals(last)) {
                lines.set(
                        lines.size() - 1,
                        new VersionPage.Done(VersionVerb.EDIT, previous.by(), previous.at(), "", previous.times() + 1));
            } else {
                lines.add(new VersionPage.Done(step.verb(), by == null ? "" : by.name(), step.at(), step.remark(), 1));
            }
            last = step.by();
        }
        return lines;
    }

    @PostMapping("/{id}/copy")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView copy(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(name = "onceKey", required = false) @Nullable String once) {
        var draft = desk.copy(viewer, new ProtocolVersionId(id), VersionPages.key(once));
        return VersionPages.to("/protocols/" + draft.value() + "?done=create");
    }

    @PostMapping("/{id}/moves")
    @Needs(Need.EDIT_PROTOCOL)
    ModelAndView move(
            Viewer viewer,
            Locale locale,
            @PathVariable UUID id,
            @RequestParam(name = "edition", defaultValue = "") String edition,
            @RequestParam(name = "verb", defaultValue = "") String verb,
            @RequestParam(name = "remark", defaultValue = "") String remark,
            @RequestParam(name = "onceKey", required = false) @Nullable String once) {
        var errors = new FormErrors();
        var asked = verb(verb);
        var said = remark.replaceAll("\\p{Cntrl}+", " ").strip();
        var version = pages.open(viewer, id);
        if (asked == null) {
            errors.add("remark", "protocol.refused.not_from_here");
        } else if (said.length() > LONGEST_REMARK) {
            errors.add("remark", "protocol.error.remark", LONGEST_REMARK);
        } else {
            try {
                desk.move(viewer, version.id(), VersionPages.edition(edition), asked, said, VersionPages.key(once));
                return VersionPages.to("/protocols/" + id + "?done=" + verb.toLowerCase(Locale.ROOT));
            } catch (CannotChangeVersion refused) {
                errors.add("remark", refused.refusal().key());
            }
        }
        return Pages.mend("protocol/version", page(viewer, locale, version, remark, errors, null));
    }

    /** What moves a version on; null for what does not. */
    static @Nullable VersionVerb verb(String word) {
        return Arrays.stream(VersionVerb.values())
                .filter(verb -> verb != VersionVerb.CREATE && verb != VersionVerb.EDIT)
                .filter(verb -> verb.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(null);
    }

    @GetMapping("/{id}/check")
    @Needs(Need.READ_PROTOCOL)
    ModelAndView check(Viewer viewer, Locale locale, @PathVariable UUID id) {
        var version = pages.open(viewer, id);
        var protocol = version.protocol();
        if (protocol == null) {
            return VersionPages.to("/protocols/" + id + "/text");
        }
        var head = pages.head(version, VersionPages.Tab.CHECK, locale);
        var findings = desk.check(viewer, protocol);
        return Pages.show(
                "protocol/check",
                new CheckPage(
                        head,
                        lines(findings, true, protocol, head, locale),
                        lines(findings, false, protocol, head, locale)));
    }

    private List<CheckPage.Line> lines(
            List<Finding> findings, boolean blocking, Protocol protocol, VersionHead head, Locale locale) {
        var words = new ProtocolWords(protocol, messages, locale);
        var phases =
                Set.copyOf(protocol.phases().stream().map(Protocol.Phase::id).toList());
        return findings.stream()
                .filter(finding -> finding.kind().blocks() == blocking)
                .map(finding -> {
                    var item = finding.item();
                    return new CheckPage.Line(
                            item == null ? null : words.title(item),
                            item == null
                                    ? null
                                    : phases.contains(item) && head.editable()
                                            ? head.path() + "/phases/" + item
                                            : head.path(item),
                            finding.says(protocol, messages, locale));
                })
                .toList();
    }

    @GetMapping("/{id}/picture")
    @Needs(Need.READ_PROTOCOL)
    ModelAndView picture(Viewer viewer, Locale locale, @PathVariable UUID id) {
        var version = pages.open(viewer, id);
        var protocol = version.protocol();
        if (protocol == null) {
            return VersionPages.to("/protocols/" + id + "/text");
        }
        return Pages.show(
                "protocol/picture",
                new PicturePage(
                        pages.head(version, VersionPages.Tab.PICTURE, locale),
                        Picture.of(protocol, new ProtocolWords(protocol, messages, locale), locale),
                        Outline.of(protocol, messages, locale)));
    }
}
