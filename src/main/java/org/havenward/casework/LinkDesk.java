package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RefusedException;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.access.Visible;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The coordinator's side of links: what counselors suggested, which two cases are linked, and the messages of each side.
 * Only a coordinator who is kept out of neither case sees any of it.
 */
@Service
@Transactional
public class LinkDesk {
    private final LinkRows rows;
    private final LinkWords linkWords;
    private final CaseLinks links;
    private final CaseFiles files;
    private final CaseWords words;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    LinkDesk(
            LinkRows rows,
            LinkWords linkWords,
            CaseLinks links,
            CaseFiles files,
            CaseWords words,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.rows = rows;
        this.linkWords = linkWords;
        this.links = links;
        this.files = files;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** A case from outside: no text, no student. */
    public record Cover(CaseId id, String number, String schoolName, CaseStatus status, String leadName) {}

    public record Suggestion(UUID id, Cover file, String studentName, SealedWords words, String by, Instant at) {}

    public record Link(
            UUID id,
            Cover one,
            Cover other,
            String by,
            Instant at,
            @Nullable Instant endedAt) {
        public boolean lasts() {
            return endedAt == null;
        }
    }

    /** Suggestions that wait, oldest first, and links, newest first. */
    public record Overview(List<Suggestion> suggestions, List<Link> links) {}

    /** A suggestion with the cases about the student that it names. */
    public record Choice(Suggestion suggestion, List<Cover> cases) {}

    /** A link with what was written on each side. */
    public record Talk(Link link, Side one, Side other) {}

    /** @param leadKnows whether the case's lead may know that there is a link */
    public record Side(Cover file, boolean leadKnows, List<CaseLinks.Message> messages) {}

    public Overview overview(Viewer viewer) {
        var waiting = linkWords.seenBy(viewer, rows.waiting(visible(viewer, "c")));
        var found = rows.links(visible(viewer, "one"), visible(viewer, "other"));
        var cases = new HashSet<CaseId>();
        waiting.forEach(read -> cases.add(read.row().caseId()));
        found.forEach(link -> cases.addAll(List.of(link.one(), link.other())));
        var covers = covers(viewer, cases, Action.LISTED);
        return new Overview(
                waiting.stream().map(read -> suggestion(read, covers)).toList(),
                found.stream().map(link -> link(link, covers)).toList());
    }

    public Choice choice(Viewer viewer, UUID suggestion) {
        var read = enter(viewer, suggestion);
        var about = read.student()
                .map(student -> rows.about(visible(viewer, "c"), student.value(), ""))
                .orElse(List.of());
        var cases = about.stream().map(CaseFile.State::id).collect(Collectors.toSet());
        cases.add(read.row().caseId());
        var covers = covers(viewer, cases, Action.OPENED);
        return new Choice(
                suggestion(read, covers),
                about.stream()
                        .filter(file -> !file.id().equals(read.row().caseId()))
                        .map(file -> cover(covers, file.id()))
                        .toList());
    }

    public Talk talk(Viewer viewer, UUID link) {
        var found = enterLink(viewer, link);
        var covers = covers(viewer, Set.of(found.one(), found.other()), Action.OPENED);
        return new Talk(link(found, covers), side(found, found.one(), covers), side(found, found.other(), covers));
    }

    /** Links the case of a suggestion with another, by its number as it is written on its pages. */
    public UUID link(Viewer viewer, UUID suggestion, String number, String key) {
        enter(viewer, suggestion);
        var fingerprint = words.fingerprint(suggestion, number);
        return onceOnly.once(viewer.staff().value(), "casework.link", key, fingerprint, () -> {
                    var read = enterToAnswer(viewer, suggestion);
                    var one = read.file();
                    var other = rows.about(visible(viewer, "c"), null, BreakGlass.written(number)).stream()
                            .filter(file -> !file.id().equals(one.id()))
                            .findFirst()
                            .orElseThrow(() -> CannotDo.because("number", "casework.link.error.no_case"));
                    if (rows.lasting(one.id()).stream().anyMatch(each -> each.joins(other.id()))) {
                        throw CannotDo.because("number", "casework.link.error.linked");
                    }
                    var made = Ids.next();
                    var now = clock.instant();
                    rows.link(made, one.id(), other.id(), suggestion, viewer.staff(), now);
                    rows.answer(suggestion, true, viewer.staff(), now);
                    tell(viewer, made, made, one, other);
                    tell(viewer, made, made, other, one);
                    return made;
                })
                .id();
    }

    /** Links nothing: the suggestion was looked at. */
    public UUID setAside(Viewer viewer, UUID suggestion, String key) {
        enter(viewer, suggestion);
        return onceOnly.once(viewer.staff().value(), "casework.link_set_aside", key, suggestion.toString(), () -> {
                    var read = enterToAnswer(viewer, suggestion);
                    rows.answer(suggestion, false, viewer.staff(), clock.instant());
                    changed(viewer, read.file());
                    return suggestion;
                })
                .id();
    }

    /** Writes to one of the two cases. The other one sees nothing of it. */
    public UUID say(Viewer viewer, UUID link, CaseId to, String said, String key) {
        enterLink(viewer, link);
        var fingerprint = words.fingerprint(link, to.value(), said);
        return onceOnly.once(viewer.staff().value(), "casework.link_answer", key, fingerprint, () -> {
                    var found = enterLastingLink(viewer, link);
                    if (!found.joins(to)) {
                        throw CannotDo.because("to", "casework.link.error.to_missing");
                    }
                    var file = files.find(to).orElseThrow();
                    var made = links.write(viewer, file, link, true, said);
                    tell(
                            viewer,
                            made,
                            link,
                            file,
                            files.find(found.otherThan(to)).orElseThrow());
                    return made;
                })
                .id();
    }

    /** Undoes a link: neither case shows it any more. What was written stays with the coordinator. */
    public UUID end(Viewer viewer, UUID link, String key) {
        enterLink(viewer, link);
        return onceOnly.once(viewer.staff().value(), "casework.link_end", key, link.toString(), () -> {
                    var found = enterLastingLink(viewer, link);
                    rows.end(link, viewer.staff(), clock.instant());
                    changed(viewer, files.find(found.one()).orElseThrow());
                    changed(viewer, files.find(found.other()).orElseThrow());
                    return link;
                })
                .id();
    }

    /** Tells whoever leads a case, unless they are kept out of the other one. */
    private void tell(Viewer viewer, UUID about, UUID link, CaseFile.State file, CaseFile.State other) {
        changed(viewer, file);
        var leads = gate.with(file.ref(), Standing.LEAD).stream()
                .filter(who -> gate.mayKnowOf(other.ref(), who) && !who.equals(viewer.staff()))
                .toList();
        events.publishEvent(new LinkSpoken(viewer.district(), about, link, file.id(), file.school(), false, leads));
    }

    private void changed(Viewer viewer, CaseFile.State file) {
        audit.log(viewer, Action.CHANGED, file.ref(), file.student(), Purpose.COORDINATION);
    }

    private Visible visible(Viewer viewer, String table) {
        return gate.visible(viewer, Need.COORDINATE, RecordKind.CASE, table + ".id", table + ".school_id");
    }

    private LinkWords.Read enter(Viewer viewer, UUID suggestion) {
        var read = rows.suggestion(suggestion).map(linkWords::read).orElseThrow(LinkDesk::unknown);
        gate.require(viewer, Need.COORDINATE, read.file().ref());
        return linkWords.seenBy(viewer, List.of(read.row())).stream()
                .findFirst()
                .orElseThrow(LinkDesk::unknown);
    }

    /** The same; whoever answers second is told so. */
    private LinkWords.Read enterToAnswer(Viewer viewer, UUID suggestion) {
        files.lock(enter(viewer, suggestion).file().id());
        var read = enter(viewer, suggestion);
        if (read.row().answeredAt() != null) {
            throw CannotDo.overtaken("number", "casework.link.error.answered");
        }
        return read;
    }

    private LinkRows.Link enterLink(Viewer viewer, UUID link) {
        var found = rows.link(link).orElseThrow(LinkDesk::unknown);
        for (var id : List.of(found.one(), found.other())) {
            gate.require(viewer, Need.COORDINATE, files.find(id).orElseThrow().ref());
        }
        return found;
    }

    private LinkRows.Link enterLastingLink(Viewer viewer, UUID link) {
        files.lock(enterLink(viewer, link).one());
        var found = enterLink(viewer, link);
        if (found.endedAt() != null) {
            throw CannotDo.overtaken("words", "casework.link.error.ended");
        }
        return found;
    }

    private Suggestion suggestion(LinkWords.Read read, Map<CaseId, Cover> covers) {
        return new Suggestion(
                read.row().id(),
                cover(covers, read.row().caseId()),
                read.student().flatMap(directory::student).map(Student::name).orElse(""),
                read.words(),
                directory.staff(read.row().by()).map(StaffMember::name).orElse(""),
                read.row().at());
    }

    private Link link(LinkRows.Link row, Map<CaseId, Cover> covers) {
        return new Link(
                row.id(),
                cover(covers, row.one()),
                cover(covers, row.other()),
                directory.staff(row.by()).map(StaffMember::name).orElse(""),
                row.at(),
                row.endedAt());
    }

    private Side side(LinkRows.Link link, CaseId id, Map<CaseId, Cover> covers) {
        var file = files.find(id).orElseThrow();
        var other = files.find(link.otherThan(id)).orElseThrow();
        return new Side(
                cover(covers, id),
                gate.mayKnowOf(other.ref(), file.lead()),
                rows.messages(link.id()).stream()
                        .filter(row -> row.caseId().equals(id))
                        .map(row -> new CaseLinks.Message(
                                row.id(),
                                row.fromCoordinator(),
                                words.open(file.key(), LinkRows.messagePlace(row.id()), row.words()),
                                directory.staff(row.by()).map(StaffMember::name).orElse(""),
                                row.at()))
                        .toList());
    }

    private Map<CaseId, Cover> covers(Viewer viewer, Set<CaseId> cases, Action action) {
        var found = cases.stream().map(files::find).flatMap(Optional::stream).toList();
        audit.logAll(
                viewer,
                action,
                found.stream().map(file -> new Audit.Entry(file.ref(), null)).toList(),
                Purpose.COORDINATION);
        Map<StaffId, StaffMember> leads =
                directory.staff(found.stream().map(CaseFile.State::lead).collect(Collectors.toSet()));
        return found.stream()
                .map(file -> new Cover(
                        file.id(),
                        file.number(),
                        directory.school(file.school()).map(School::name).orElse(""),
                        file.status(),
                        Stream.ofNullable(leads.get(file.lead()))
                                .map(StaffMember::name)
                                .collect(Collectors.joining())))
                .collect(Collectors.toMap(Cover::id, cover -> cover));
    }

    private static Cover cover(Map<CaseId, Cover> covers, CaseId id) {
        return Objects.requireNonNull(covers.get(id));
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
