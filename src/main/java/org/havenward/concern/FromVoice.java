package org.havenward.concern;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.platform.Vault;
import org.havenward.voice.About;
import org.havenward.voice.ConcernDesk;
import org.havenward.voice.ConversationId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What students and families tell, as concerns: in the same transaction, with the same clock and readers as any other. */
@Component
@Transactional
class FromVoice implements ConcernDesk {
    private final ConcernFiles files;
    private final SealedWords words;
    private final Deadlines deadlines;
    private final Readers readers;
    private final FirstReaders firstReaders;
    private final LostReaders lostReaders;
    private final CaseDesk cases;
    private final Gate gate;
    private final Audit audit;
    private final Vault vault;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    FromVoice(
            ConcernFiles files,
            SealedWords words,
            Deadlines deadlines,
            Readers readers,
            FirstReaders firstReaders,
            LostReaders lostReaders,
            CaseDesk cases,
            Gate gate,
            Audit audit,
            Vault vault,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.files = files;
        this.words = words;
        this.deadlines = deadlines;
        this.readers = readers;
        this.firstReaders = firstReaders;
        this.lostReaders = lostReaders;
        this.cases = cases;
        this.gate = gate;
        this.audit = audit;
        this.vault = vault;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void raise(Raise told) {
        var now = now();
        var id = new ConcernId(Ids.next());
        var ref = RecordRef.concern(id.value(), told.school());
        if (told.elsewhere()) {
            keepFromSchool(ref);
        }
        var times = readers.startFrom(deadlines.from(now, told.urgent()), ref, told.urgent(), now);
        var file = new ConcernFile(
                id,
                told.school(),
                null,
                told.key(),
                origin(told.about()),
                null,
                told.conversation(),
                now,
                now,
                told.urgent(),
                new ConcernFile.State(ConcernStatus.WAITING, now, times, null, null, 0));
        files.add(
                file,
                words.seal(told.key(), id, told.described()),
                words.text(told.key(), TextKind.NARRATIVE, told.words(), null, now));
        audit.logSystem(Action.RAISED, ref, null, Purpose.SYSTEM);
        events.publishEvent(new ConcernRaised(DistrictScope.required(), id, told.school(), told.urgent()));
        firstReaders.record(file, now);
    }

    /**
     * Whoever told it wants nobody of the school to read it: it is kept from the school, whoever comes to work there; those who
     * do now are shut out of its case as well; the coordinator has it.
     */
    private void keepFromSchool(RecordRef ref) {
        gate.keepFromSchool(ref);
        var coordinators = gate.holders(Role.DISTRICT_COORDINATOR, ref);
        var place = new RecordRef(
                RecordKind.SCHOOL, Objects.requireNonNull(ref.school()).value(), ref.school());
        var school = new HashSet<StaffId>(gate.holders(Role.DESIGNATED_COUNSELOR, place));
        school.addAll(gate.holders(Role.BACKUP_COUNSELOR, place));
        school.removeAll(coordinators);
        school.forEach(who -> gate.exclude(ref, who, who));
    }

    @Override
    public void keepFromSchool(ConversationId conversation) {
        var file = files.lockOf(conversation).orElseThrow();
        if (gate.keptFromSchool(file.ref())) {
            return;
        }
        var now = now();
        keepFromSchool(file.ref());
        var after = lostReaders.keptFromSchool(file, now);
        files.addStep(after, StepKind.KEPT_FROM_SCHOOL, null, now, null, null);
        files.save(after);
        audit.logSystem(Action.EXCLUDED, file.ref(), file.student(), Purpose.SYSTEM);
        cases.keptFromSchool(file.id());
    }

    @Override
    public void wroteAgain(ConversationId conversation, String said) {
        var file = files.lockOf(conversation).orElseThrow();
        var now = now();
        var kind = file.status() == ConcernStatus.MORE_ASKED ? TextKind.ANSWER : TextKind.ADDITION;
        var text = words.text(file.key(), kind, said, null, now);
        var fresh = readers.startFrom(deadlines.from(now, file.urgent()), file.ref(), file.urgent(), now);
        var after = file.wroteAgain(now, fresh);
        files.addText(file.id(), text);
        files.addStep(after, StepKind.ADDED_TO, null, now, null, text.id());
        files.save(after);
        audit.logSystem(Action.ADDED_TO, file.ref(), file.student(), Purpose.SYSTEM);
        events.publishEvent(new ConcernAddedTo(
                DistrictScope.required(), file.id(), file.school(), text.id(), true, false, null, readersOf(file)));
    }

    private Set<StaffId> readersOf(ConcernFile file) {
        var acknowledged = file.state().acknowledged();
        return Stream.concat(
                        Stream.ofNullable(acknowledged == null ? null : acknowledged.by()),
                        files.steps(file.id()).stream()
                                .filter(step -> step.kind() == StepKind.ANSWERED || step.kind() == StepKind.MORE_ASKED)
                                .flatMap(step -> Stream.ofNullable(step.by())))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void answered(Viewer viewer, ConversationId conversation) {
        var file = files.lockOf(conversation).orElseThrow();
        gate.require(viewer, Need.ANSWER_VOICE, file.ref());
        var now = now();
        var after = file.status() == ConcernStatus.WAITING ? file.acknowledge(viewer.staff(), now) : file;
        if (!after.equals(file)) {
            files.save(after);
            events.publishEvent(new ConcernAcknowledged(
                    DistrictScope.required(), file.id(), file.school(), file.reporter(), viewer.staff()));
        }
        if (file.unreadInCase()) {
            files.save(file.readInCase());
        }
        files.addStep(after, StepKind.ANSWERED, viewer.staff(), now, null, null);
        audit.log(viewer, Action.ADDED_TO, file.ref(), file.student(), Purpose.TRIAGE);
    }

    @Override
    public Optional<RecordRef> of(ConversationId conversation) {
        return files.ofConversation(conversation).map(ConcernFile::ref);
    }

    @Override
    public UUID raiseAfterLesson(
            Viewer by, SchoolId school, String said, @Nullable String described, boolean urgent, String key) {
        var content = school.value() + "\u001f" + said + "\u001f" + described + "\u001f" + urgent;
        return onceOnly.once(by.staff().value(), "concern.after-lesson", key, content, () -> {
                    var now = now();
                    var id = new ConcernId(Ids.next());
                    var ref = RecordRef.concern(id.value(), school);
                    var dataKey = vault.newKey();
                    var times = readers.startFrom(deadlines.from(now, urgent), ref, urgent, now);
                    var file = new ConcernFile(
                            id,
                            school,
                            null,
                            dataKey,
                            Origin.LESSON,
                            by.staff(),
                            null,
                            now,
                            now,
                            urgent,
                            new ConcernFile.State(ConcernStatus.WAITING, now, times, null, null, 0));
                    files.add(
                            file,
                            words.seal(dataKey, id, described),
                            words.text(dataKey, TextKind.NARRATIVE, said, by.staff(), now));
                    gate.admit(ref, by.staff(), Standing.REPORTER);
                    audit.log(by, Action.RAISED, ref, null, Purpose.RAISE_A_CONCERN);
                    events.publishEvent(new ConcernRaised(DistrictScope.required(), id, school, urgent));
                    firstReaders.record(file, now);
                    return id.value();
                })
                .id();
    }

    private static Origin origin(About about) {
        return switch (about) {
            case SELF -> Origin.SELF;
            case PEER, SAW -> Origin.PEER;
            case FAMILY -> Origin.FAMILY;
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
