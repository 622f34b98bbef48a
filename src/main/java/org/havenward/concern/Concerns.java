package org.havenward.concern;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reporter's door: raising a concern, following one's own, and adding to it (mission B1). */
@Service
@Transactional
public class Concerns {
    private final ConcernFiles files;
    private final ConcernLists lists;
    private final SealedWords words;
    private final Deadlines deadlines;
    private final Drafts drafts;
    private final Readers readers;
    private final FirstReaders firstReaders;
    private final Gate gate;
    private final Audit audit;
    private final Vault vault;
    private final OnceOnly onceOnly;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Concerns(
            ConcernFiles files,
            ConcernLists lists,
            SealedWords words,
            Deadlines deadlines,
            Drafts drafts,
            Readers readers,
            FirstReaders firstReaders,
            Gate gate,
            Audit audit,
            Vault vault,
            OnceOnly onceOnly,
            Directory directory,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.files = files;
        this.lists = lists;
        this.words = words;
        this.deadlines = deadlines;
        this.drafts = drafts;
        this.readers = readers;
        this.firstReaders = firstReaders;
        this.gate = gate;
        this.audit = audit;
        this.vault = vault;
        this.onceOnly = onceOnly;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /** What the reporter is told at once. */
    public record Raised(ConcernId id, ReporterStatus status, Instant receivedAt) {}

    /** One line of one's own concerns. */
    public record OwnLine(
            ConcernId id,
            String receipt,
            SchoolId school,
            @Nullable StudentId student,
            ReporterStatus status,
            Instant receivedAt,
            boolean moreAsked) {}

    /**
     * One's own concern.
     *
     * @param readBy by when someone reads it
     * @param readers who has it; empty once it was acknowledged
     */
    public record OwnConcern(
            OwnLine line,
            @Nullable String studentDescription,
            @Nullable String place,
            List<String> indicators,
            Instant observedAt,
            boolean immediateDanger,
            Instant readBy,
            boolean readLate,
            List<String> readers,
            List<ConcernText> texts) {}

    /** Raises a concern. The same key with the same content gives the first one again. */
    public Raised raise(Viewer viewer, NewConcern said, String key) {
        gate.require(
                viewer,
                Need.RAISE_CONCERN,
                new RecordRef(RecordKind.SCHOOL, said.school().value(), said.school()));
        var fresh = new ArrayList<ConcernFile>(1);
        var result = onceOnly.once(viewer.staff().value(), "concern.raise", key, said.fingerprint(), () -> {
            fresh.add(keep(viewer, said));
            return fresh.getFirst().id().value();
        });
        var file = result.repeated() ? find(new ConcernId(result.id())) : fresh.getFirst();
        return new Raised(file.id(), file.status().forReporter(), file.receivedAt());
    }

    private ConcernFile keep(Viewer viewer, NewConcern said) {
        var now = now();
        var id = new ConcernId(Ids.next());
        var ref = RecordRef.concern(id.value(), said.school());
        if (!said.named().isEmpty()
                && directory.staff(said.named()).size() < said.named().size()) {
            throw new RefusedException(Decision.Reason.OTHER_DISTRICT);
        }
        for (var who : said.named()) {
            gate.exclude(ref, who, viewer.staff());
        }
        var times = readers.startFrom(deadlines.from(now, said.immediateDanger()), ref, said.immediateDanger(), now);
        var dataKey = vault.newKey();
        var file = new ConcernFile(
                id,
                said.school(),
                said.student(),
                dataKey,
                Origin.STAFF,
                viewer.staff(),
                null,
                said.observedAt().truncatedTo(ChronoUnit.MICROS),
                now,
                said.immediateDanger(),
                new ConcernFile.State(ConcernStatus.WAITING, now, times, null, null, 0));
        files.add(
                file,
                words.seal(dataKey, id, said),
                words.text(dataKey, TextKind.NARRATIVE, said.narrative(), viewer.staff(), now));
        gate.admit(ref, viewer.staff(), Standing.REPORTER);
        audit.log(viewer, Action.RAISED, ref, said.student(), Purpose.RAISE_A_CONCERN);
        events.publishEvent(new ConcernRaised(DistrictScope.required(), id, said.school(), said.immediateDanger()));
        firstReaders.record(file, now);
        if (said.draft() != null) {
            drafts.end(viewer, said.draft());
        }
        return file;
    }

    /** One's own, newest first. Asks for one more than the limit. */
    public List<OwnLine> own(Viewer viewer, @Nullable UUID after, int limit) {
        var visible = gate.visible(viewer, Need.FOLLOW_OWN_CONCERN, RecordKind.CONCERN, "c.id", "c.school_id");
        var found = lists.own(visible, viewer.staff(), after, limit + 1);
        audit.logAll(
                viewer,
                Action.LISTED,
                found.stream()
                        .limit(limit)
                        .map(file -> new Audit.Entry(file.ref(), file.student()))
                        .toList(),
                Purpose.FOLLOW_OWN_CONCERN);
        return found.stream().map(Concerns::line).toList();
    }

    public OwnConcern open(Viewer viewer, ConcernId id) {
        var file = find(id);
        gate.require(viewer, Need.FOLLOW_OWN_CONCERN, file.ref());
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.FOLLOW_OWN_CONCERN);
        var facts = words.facts(file);
        var waits = file.waitsToBeRead();
        return new OwnConcern(
                line(file),
                facts.description(),
                facts.place(),
                facts.indicators(),
                file.observedAt(),
                file.urgent(),
                file.state().clock().acknowledgeBy(),
                file.overdue(now()),
                waits ? readers.names(file) : List.of(),
                words.texts(file).stream()
                        .filter(text -> text.kind().forReporter())
                        .toList());
    }

    /**
     * What a reporter adds.
     *
     * @param newFact it says something that they had not said before: who had reported has to report it too
     * @param danger that someone is in danger now
     */
    public record Addition(String text, boolean newFact, boolean danger) {}

    /** Adds words to one's own concern; where more was asked, they are the answer. Returns the text's id. */
    public UUID add(Viewer viewer, ConcernId id, Addition addition, String key) {
        var text = addition.text();
        if (text.isBlank() || text.length() > NewConcern.NARRATIVE) {
            throw new IllegalArgumentException("An addition has at most " + NewConcern.NARRATIVE + " characters");
        }
        gate.require(viewer, Need.FOLLOW_OWN_CONCERN, find(id).ref());
        var whole = id.value() + "\u001f" + addition;
        return onceOnly.once(viewer.staff().value(), "concern.add", key, whole, () -> {
                    var now = now();
                    var file = files.lock(id).orElseThrow();
                    gate.require(viewer, Need.FOLLOW_OWN_CONCERN, file.ref());
                    var kind = file.status() == ConcernStatus.MORE_ASKED ? TextKind.ANSWER : TextKind.ADDITION;
                    var sealed = words.text(file.key(), kind, text, viewer.staff(), now);
                    var urgent = file.urgent() || addition.danger();
                    var fresh = readers.startFrom(deadlines.from(now, urgent), file.ref(), urgent, now);
                    var after = addition.danger() ? file.endangered(now, fresh) : file.addedTo(now, fresh);
                    files.addText(id, sealed);
                    var step = addition.danger() ? StepKind.DANGER_ADDED : StepKind.ADDED_TO;
                    files.addStep(after, step, viewer.staff(), now, file.urgent() ? null : becomes(after), sealed.id());
                    files.save(after);
                    audit.log(viewer, Action.ADDED_TO, file.ref(), file.student(), Purpose.FOLLOW_OWN_CONCERN);
                    events.publishEvent(new ConcernAddedTo(
                            DistrictScope.required(),
                            id,
                            file.school(),
                            sealed.id(),
                            addition.newFact(),
                            addition.danger(),
                            file.reporter(),
                            readersOf(file)));
                    return sealed.id();
                })
                .id();
    }

    /** Who reads what is added: whoever acknowledged it, and who asked for more. */
    /** The step that made it urgent says so, since what a concern was at first is kept nowhere else. */
    private static @Nullable String becomes(ConcernFile after) {
        return after.urgent() ? ConcernDanger.BECAME_URGENT : null;
    }

    private Set<StaffId> readersOf(ConcernFile file) {
        var acknowledged = file.state().acknowledged();
        return Stream.concat(
                        Stream.ofNullable(acknowledged == null ? null : acknowledged.by()),
                        files.steps(file.id()).stream()
                                .filter(step -> step.kind() == StepKind.MORE_ASKED)
                                .flatMap(step -> Stream.ofNullable(step.by())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private ConcernFile find(ConcernId id) {
        return files.find(id).orElseThrow(() -> new RefusedException(Decision.Reason.OTHER_DISTRICT));
    }

    private static OwnLine line(ConcernFile file) {
        return new OwnLine(
                file.id(),
                ReceiptCode.of(file.id()),
                file.school(),
                file.student(),
                file.status().forReporter(),
                file.receivedAt(),
                file.status() == ConcernStatus.MORE_ASKED);
    }

    /** Names of students that stand in one's own concerns. */
    public String studentName(@Nullable StudentId student) {
        return student == null
                ? ""
                : directory.student(student).map(known -> known.name()).orElse("");
    }

    /** Names of schools, for a list. */
    public java.util.Map<SchoolId, String> schoolNames(Set<SchoolId> schools) {
        var names = new java.util.HashMap<SchoolId, String>();
        directory.schools().stream()
                .filter(school -> schools.contains(school.id()))
                .forEach(school -> names.put(school.id(), school.name()));
        return names;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
