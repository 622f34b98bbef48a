package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links as one of the two cases sees them (B8): that there is one, whom to ask, and what the coordinator wrote. Nothing of it
 * stands in the chronology, the search, or a paper: whoever is kept out of the other case must not see that there is a link.
 */
@Service
@Transactional
public class CaseLinks {
    /** The longest words to or from the coordinator, in characters. */
    public static final int LONGEST = 2_000;

    private final Doorstep doorstep;
    private final LinkRows rows;
    private final LinkWords linkWords;
    private final CaseFiles files;
    private final CaseWords words;
    private final Campus campus;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    CaseLinks(
            Doorstep doorstep,
            LinkRows rows,
            LinkWords linkWords,
            CaseFiles files,
            CaseWords words,
            Campus campus,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.rows = rows;
        this.linkWords = linkWords;
        this.files = files;
        this.words = words;
        this.campus = campus;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** What a case's team sees. */
    public record Seen(List<Linked> links, List<Suggested> suggestions) {}

    /** That the case is linked with another. */
    public record Linked(UUID link, String coordinator, Instant since) {}

    /** @param looked whether a coordinator has answered it */
    public record Suggested(UUID id, String studentName, SealedWords words, String by, Instant at, boolean looked) {}

    /** What was written between the case and the coordinator, oldest first. */
    public record Talk(Linked linked, List<Message> messages) {}

    public record Message(UUID id, boolean fromCoordinator, SealedWords words, String by, Instant at) {}

    public Seen of(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var suggestions = linkWords.seenBy(viewer, rows.suggestedBy(id));
        var staff = directory.staff(
                suggestions.stream().map(read -> read.row().by()).collect(Collectors.toSet()));
        var students = directory.students(
                suggestions.stream().flatMap(read -> read.student().stream()).collect(Collectors.toSet()));
        return new Seen(
                linked(viewer, id),
                suggestions.stream()
                        .map(read -> new Suggested(
                                read.row().id(),
                                read.student()
                                        .flatMap(student -> Optional.ofNullable(students.get(student)))
                                        .map(Student::name)
                                        .orElse(""),
                                read.words(),
                                name(staff, read.row().by()),
                                read.row().at(),
                                read.row().answeredAt() != null))
                        .toList());
    }

    /** The links of a case that the viewer may know of; its page has come through the gate and into the audit. */
    List<Linked> linked(Viewer viewer, CaseId id) {
        var links = rows.lasting(id).stream()
                .filter(link -> mayKnow(viewer.staff(), link.otherThan(id)))
                .toList();
        var staff = directory.staff(links.stream().map(LinkRows.Link::by).collect(Collectors.toSet()));
        return links.stream()
                .map(link -> new Linked(link.id(), name(staff, link.by()), link.at()))
                .toList();
    }

    private boolean mayKnow(StaffId who, CaseId other) {
        return gate.mayKnowOf(files.find(other).orElseThrow().ref(), who);
    }

    public Talk talk(Viewer viewer, CaseId id, UUID link) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        var linked = knownLink(viewer, id, link);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var found = rows.messages(link).stream()
                .filter(row -> row.caseId().equals(id))
                .toList();
        var staff = directory.staff(found.stream().map(LinkRows.Message::by).collect(Collectors.toSet()));
        return new Talk(
                linked,
                found.stream()
                        .map(row -> new Message(
                                row.id(),
                                row.fromCoordinator(),
                                words.open(file.key(), LinkRows.messagePlace(row.id()), row.words()),
                                name(staff, row.by()),
                                row.at()))
                        .toList());
    }

    private Linked knownLink(Viewer viewer, CaseId id, UUID link) {
        return linked(viewer, id).stream()
                .filter(each -> each.link().equals(link))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    /** Suggests to the coordinator that this case touches another one, whose student may be named. */
    public UUID suggest(Viewer viewer, CaseId id, @Nullable StudentId student, String said, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), String.valueOf(student), said);
        return onceOnly.once(viewer.staff().value(), "casework.link_suggestion", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                    Campus.requireOpen(file);
                    var found = file.opened();
                    var other = student == null ? null : campus.another(viewer, found, student);
                    var made = Ids.next();
                    var row = new LinkRows.Suggestion(
                            made,
                            id,
                            other == null
                                    ? null
                                    : words.seal(
                                            found.key(),
                                            LinkRows.suggestionPlace("student", made),
                                            other.value().toString()),
                            sealed(found, LinkRows.suggestionPlace("words", made), said),
                            viewer.staff(),
                            clock.instant(),
                            null);
                    rows.suggest(row);
                    audit.log(viewer, Action.NOTED, found.ref(), found.student(), Purpose.CASE_WORK);
                    var coordinators = gate.holders(Role.DISTRICT_COORDINATOR, found.ref()).stream()
                            .filter(who -> !who.equals(viewer.staff()))
                            .filter(who -> Stream.ofNullable(gate.asOf(who))
                                    .anyMatch(each -> !linkWords
                                            .seenBy(each, List.of(row))
                                            .isEmpty()))
                            .toList();
                    events.publishEvent(new LinkSuggested(viewer.district(), made, id, found.school(), coordinators));
                    return made;
                })
                .id();
    }

    /** Writes to the coordinator who linked the two cases. */
    public UUID say(Viewer viewer, CaseId id, UUID link, String said, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        knownLink(viewer, id, link);
        var fingerprint = words.fingerprint(id.value(), link, said);
        return onceOnly.once(viewer.staff().value(), "casework.link_message", key, fingerprint, () -> {
                    var found =
                            doorstep.enterToChange(viewer, Need.LEAD_CASE, id).opened();
                    knownLink(viewer, id, link);
                    var row = rows.link(link).orElseThrow();
                    var made = write(viewer, found, link, false, said);
                    audit.log(viewer, Action.NOTED, found.ref(), found.student(), Purpose.CASE_WORK);
                    var coordinator =
                            Stream.of(row.by()).filter(who -> mayKnow(who, row.one()) && mayKnow(who, row.other()));
                    events.publishEvent(new LinkSpoken(
                            viewer.district(), made, link, id, found.school(), true, coordinator.toList()));
                    return made;
                })
                .id();
    }

    /** Appends a message to one side of a link. */
    UUID write(Viewer viewer, CaseFile.State file, UUID link, boolean fromCoordinator, String said) {
        var made = Ids.next();
        rows.say(
                link,
                new LinkRows.Message(
                        made,
                        file.id(),
                        fromCoordinator,
                        sealed(file, LinkRows.messagePlace(made), said),
                        viewer.staff(),
                        clock.instant()));
        return made;
    }

    private byte[] sealed(CaseFile.State file, String place, String said) {
        return Objects.requireNonNullElseGet(words.seal(file.key(), place, said), () -> {
            throw CannotDo.because("words", "casework.link.error.words_missing");
        });
    }

    private static String name(Map<StaffId, StaffMember> staff, StaffId who) {
        var member = staff.get(who);
        return member == null ? "" : member.name();
    }
}
