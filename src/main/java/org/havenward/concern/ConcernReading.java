package org.havenward.concern;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.voice.ConversationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to one concern as a whole, for those who triage it and for the team of its case. */
@Service
@Transactional
public class ConcernReading {
    private static final int UNNAMED = 5;

    private final ConcernFiles files;
    private final SealedWords words;
    private final TriageQueue queue;
    private final Readers readers;
    private final CaseDesk cases;
    private final ConcernDoor door;
    private final Gate gate;
    private final Audit audit;
    private final Directory directory;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    ConcernReading(
            ConcernFiles files,
            SealedWords words,
            TriageQueue queue,
            Readers readers,
            CaseDesk cases,
            ConcernDoor door,
            Gate gate,
            Audit audit,
            Directory directory,
            InstantSource clock) {
        this.files = files;
        this.words = words;
        this.queue = queue;
        this.readers = readers;
        this.cases = cases;
        this.door = door;
        this.gate = gate;
        this.audit = audit;
        this.directory = directory;
        this.clock = clock;
    }

    /** One step of its history, with names. */
    public record HistoryLine(
            StepKind kind,
            @Nullable String by,
            Instant at,
            @Nullable String code,
            @Nullable UUID refersTo) {}

    /** Someone who is shut out. */
    public record Excluded(StaffId who, String name) {}

    /**
     * A concern as triage sees it.
     *
     * @param description how the reporter described the student, where they did not know the name
     * @param reporter the name of the member of staff who raised it; empty where it came from elsewhere
     * @param version what a decision is held against
     */
    public record Whole(
            ConcernId id,
            String receipt,
            int version,
            ConcernStatus status,
            boolean urgent,
            SchoolId school,
            String schoolName,
            @Nullable Student student,
            @Nullable String description,
            Origin origin,
            String reporter,
            @Nullable ConversationId conversation,
            @Nullable String place,
            List<String> indicators,
            Instant observedAt,
            Instant receivedAt,
            Instant waitingSince,
            Instant acknowledgeBy,
            boolean overdue,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt,
            List<String> readers,
            List<ConcernText> texts,
            List<HistoryLine> history,
            List<Excluded> excluded) {

        public boolean mayLink() {
            return (description != null || origin != Origin.STAFF) && !status.decided();
        }
    }

    /**
     * What came before: to look at before a case is opened.
     *
     * @param seen stands for the open cases about the student, for whoever opens another one after this look
     */
    public record Earlier(
            List<TriageQueue.Line> concerns,
            List<CaseDesk.CaseSummary> cases,
            CaseDesk.Elsewhere elsewhere,
            List<TriageQueue.Unnamed> unnamed,
            String seen) {}

    /** The concern, for triage. */
    public Whole open(Viewer viewer, ConcernId id) {
        var file = find(id);
        gate.require(viewer, Need.TRIAGE_CONCERN, file.ref());
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.TRIAGE);
        return whole(read(file));
    }

    /** What was written after it went into a case is read now: nobody further is told of it. */
    private ConcernFile read(ConcernFile file) {
        if (!file.unreadInCase()) {
            return file;
        }
        var after = files.lock(file.id()).orElseThrow().readInCase();
        files.save(after);
        return after;
    }

    /**
     * The concern, for the team of the case it went into; the caller has asked the gate for that case.
     *
     * @param onTeam whether they work on it; whoever only looks leaves unread what is
     */
    public Optional<Whole> forCase(Viewer viewer, ConcernId id, boolean onTeam) {
        var file = files.find(id);
        if (file.isEmpty()
                || file.get().status() != ConcernStatus.IN_CASE
                || door.shutInCase(viewer, file.get().ref())) {
            return Optional.empty();
        }
        audit.log(viewer, Action.OPENED, file.get().ref(), file.get().student(), Purpose.CASE_WORK);
        return file.map(found -> whole(onTeam ? read(found) : found));
    }

    /** How the reporter described the student; for the search index of its case. Shows nobody anything. */
    public @Nullable String describedIn(ConcernId id) {
        return files.find(id).map(words::description).orElse(null);
    }

    public Earlier earlier(Viewer viewer, ConcernId id) {
        var file = find(id);
        gate.require(viewer, Need.TRIAGE_CONCERN, file.ref());
        var student = file.student();
        return new Earlier(
                student == null ? List.of() : queue.earlier(viewer, student, id),
                student == null ? List.of() : cases.casesAbout(viewer, student),
                student == null || file.status().decided()
                        ? CaseDesk.Elsewhere.NONE
                        : cases.casesElsewhere(viewer, student),
                queue.unnamed(viewer, file, words.description(file), UNNAMED),
                student == null ? "" : cases.seen(viewer, student));
    }

    /** The case it went into, where the viewer may open that. */
    public Optional<CaseDesk.CaseSummary> caseOf(Viewer viewer, ConcernId id) {
        return cases.caseOf(viewer, id);
    }

    /** Students by name at the schools that the viewer triages. */
    public List<Student> findStudents(Viewer viewer, String name) {
        if (name.isBlank()) {
            return List.of();
        }
        var schools = gate.schools(viewer, Need.TRIAGE_CONCERN).stream()
                .map(School::id)
                .collect(Collectors.toSet());
        var found = directory.findStudents(name.strip(), schools, 20);
        audit.logAll(
                viewer,
                Action.SEARCHED,
                found.stream()
                        .map(student -> new Audit.Entry(
                                org.havenward.access.RecordRef.student(
                                        student.id().value(), student.school()),
                                student.id()))
                        .toList(),
                Purpose.TRIAGE);
        return found;
    }

    /** Anyone who works in the district, by name. */
    public List<StaffMember> findStaff(Viewer viewer, String name) {
        if (name.isBlank() || !gate.decide(viewer, Need.TRIAGE_CONCERN).allowed()) {
            return List.of();
        }
        return directory.findStaff(
                name.strip(), directory.schools().stream().map(School::id).toList(), 20);
    }

    private Whole whole(ConcernFile file) {
        var facts = words.facts(file);
        var steps = files.steps(file.id());
        var excluded = gate.excludedFrom(file.ref());
        var acknowledged = file.state().acknowledged();
        var people = new HashSet<>(excluded);
        Stream.ofNullable(file.reporter()).forEach(people::add);
        Stream.ofNullable(acknowledged).forEach(act -> people.add(act.by()));
        steps.stream().flatMap(step -> Stream.ofNullable(step.by())).forEach(people::add);
        var names = words.names(people);
        return new Whole(
                file.id(),
                ReceiptCode.of(file.id()),
                file.state().version(),
                file.status(),
                file.urgent(),
                file.school(),
                directory.placeNames().getOrDefault(file.school(), ""),
                file.student() == null
                        ? null
                        : directory.student(file.student()).orElse(null),
                facts.description(),
                file.origin(),
                file.reporter() == null ? "" : names.getOrDefault(file.reporter(), ""),
                file.conversation(),
                facts.place(),
                facts.indicators(),
                file.observedAt(),
                file.receivedAt(),
                file.state().waitingSince(),
                file.state().clock().acknowledgeBy(),
                file.overdue(clock.instant()),
                acknowledged == null ? null : names.getOrDefault(acknowledged.by(), ""),
                acknowledged == null ? null : acknowledged.at(),
                readers.names(file),
                words.texts(file),
                steps.stream()
                        .map(step -> new HistoryLine(
                                step.kind(),
                                step.by() == null ? null : names.getOrDefault(step.by(), ""),
                                step.at(),
                                step.code(),
                                step.refersTo()))
                        .toList(),
                excluded.stream()
                        .map(who -> new Excluded(who, names.getOrDefault(who, "")))
                        .toList());
    }

    private ConcernFile find(ConcernId id) {
        return files.find(id).orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
    }
}
