package org.havenward.concern;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.OnceOnly;
import org.havenward.voice.Answering;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door for those who triage: acknowledge, shut someone out, find the student, decide (mission B2). */
@Service
@Transactional
public class Triage {
    /** Most characters of a reason or a question. */
    public static final int WORDS = 4_000;

    private static final int NAMESAKES = 50;

    private final ConcernFiles files;
    private final SealedWords words;
    private final LostReaders lostReaders;
    private final CaseDesk cases;
    private final Gate gate;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final Answering answering;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Triage(
            ConcernFiles files,
            SealedWords words,
            LostReaders lostReaders,
            CaseDesk cases,
            Gate gate,
            Audit audit,
            OnceOnly onceOnly,
            Answering answering,
            Directory directory,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.files = files;
        this.words = words;
        this.lostReaders = lostReaders;
        this.cases = cases;
        this.gate = gate;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.answering = answering;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /** Stops the clock. Where someone did so before, that stays as it is. */
    public void acknowledge(Viewer viewer, ConcernId id, String key) {
        requireOpenTo(viewer, id);
        onceOnly.once(
                viewer.staff().value(), "concern.acknowledge", key, id.value().toString(), () -> {
                    acknowledge(viewer, lock(viewer, id));
                    return id.value();
                });
    }

    /** As {@link #acknowledge}, for as many as one likes. Leaves out what the viewer may not triage. */
    public int acknowledgeAll(Viewer viewer, Collection<ConcernId> ids, String key) {
        var sorted = sorted(ids);
        var print = print(sorted);
        var done = new int[1];
        onceOnly.once(viewer.staff().value(), "concern.acknowledge-all", key, print, () -> {
            for (var id : sorted) {
                var file = files.lock(id);
                if (file.isPresent()
                        && gate.decide(viewer, Need.TRIAGE_CONCERN, file.get().ref())
                                .allowed()
                        && acknowledge(viewer, file.get())) {
                    done[0]++;
                }
            }
            return viewer.staff().value();
        });
        return done[0];
    }

    /**
     * Decides the same about as many as one likes: passing them on for one reason, or adding them to one case. Leaves out
     * what the viewer may not triage and what was decided before.
     */
    public int decideAll(Viewer viewer, Collection<ConcernId> ids, Outcome outcome, String key) {
        if (outcome instanceof Outcome.OpenCase || outcome instanceof Outcome.AskMore) {
            throw new IllegalArgumentException("Opening a case and asking for more are about one concern each");
        }
        var sorted = sorted(ids);
        var done = new int[1];
        onceOnly.once(viewer.staff().value(), "concern.decide-all", key, print(sorted) + outcome, () -> {
            for (var id : sorted) {
                var file = files.lock(id);
                if (file.isPresent()
                        && !file.get().status().decided()
                        && gate.decide(viewer, Need.TRIAGE_CONCERN, file.get().ref())
                                .allowed()) {
                    apply(viewer, file.get(), outcome);
                    done[0]++;
                }
            }
            return viewer.staff().value();
        });
        return done[0];
    }

    /** One order for all, so that two who do this at once do not wait for each other crosswise. */
    private static List<ConcernId> sorted(Collection<ConcernId> ids) {
        return ids.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(ConcernId::value))
                .toList();
    }

    private static String print(List<ConcernId> ids) {
        return ids.stream().map(id -> id.value().toString()).collect(Collectors.joining(","));
    }

    private boolean acknowledge(Viewer viewer, ConcernFile file) {
        if (file.status() != ConcernStatus.WAITING) {
            return false;
        }
        var now = now();
        var after = file.acknowledge(viewer.staff(), now);
        files.save(after);
        files.addStep(after, StepKind.ACKNOWLEDGED, viewer.staff(), now, null, null);
        audit.log(viewer, Action.ACKNOWLEDGED, file.ref(), file.student(), Purpose.TRIAGE);
        events.publishEvent(new ConcernAcknowledged(
                DistrictScope.required(), file.id(), file.school(), file.reporter(), viewer.staff()));
        return true;
    }

    /** Says which student a concern is about that only described them; the description stays. */
    public void linkStudent(Viewer viewer, ConcernId id, StudentId student, String key) {
        requireOpenTo(viewer, id);
        onceOnly.once(viewer.staff().value(), "concern.link", key, id.value() + "/" + student.value(), () -> {
            var file = lock(viewer, id);
            if (file.status().decided() || (file.origin() == Origin.STAFF && words.description(file) == null)) {
                throw new IllegalTransition(file.status(), Move.OPEN_CASE);
            }
            requireKnown(viewer, student);
            var after = file.about(student);
            files.save(after);
            files.addStep(after, StepKind.STUDENT_LINKED, viewer.staff(), now(), null, student.value());
            audit.log(viewer, Action.CHANGED, file.ref(), student, Purpose.TRIAGE);
            return id.value();
        });
    }

    /** A student of the schools where the viewer triages, as {@link ConcernReading#findStudents} finds them. */
    private void requireKnown(Viewer viewer, StudentId student) {
        var schools = gate.schools(viewer, Need.TRIAGE_CONCERN).stream()
                .map(School::id)
                .collect(Collectors.toSet());
        var known = directory.student(student).orElseThrow(Triage::unknown);
        if (!schools.contains(known.school())
                && directory.findStudents(known.name(), schools, NAMESAKES).stream()
                        .noneMatch(found -> found.id().equals(student))) {
            throw unknown();
        }
    }

    /** Shuts a person out of a concern, and of its case. Where they were its reader, it waits for someone else. */
    public void exclude(Viewer viewer, ConcernId id, StaffId who, String key) {
        requireOpenTo(viewer, id);
        onceOnly.once(viewer.staff().value(), "concern.exclude", key, id.value() + "/" + who.value(), () -> {
            var file = lock(viewer, id);
            var now = now();
            if (directory.staff(who).isEmpty()) {
                throw new RefusedException(Decision.Reason.OTHER_DISTRICT);
            }
            gate.exclude(file.ref(), who, viewer.staff());
            var after = lostReaders.shutOut(file, who, now);
            files.addStep(after, StepKind.EXCLUDED, viewer.staff(), now, null, who.value());
            files.save(after);
            audit.log(viewer, Action.EXCLUDED, file.ref(), file.student(), Purpose.TRIAGE);
            cases.shutOut(viewer, id, who);
            return id.value();
        });
    }

    /**
     * Asks the coordinators for help, where the student has a case that the viewer may not open. Where there is none that
     * they may know of, nothing happens.
     */
    public void askCoordinator(Viewer viewer, ConcernId id, String key) {
        requireOpenTo(viewer, id);
        onceOnly.once(
                viewer.staff().value(),
                "concern.ask-coordinator",
                key,
                id.value().toString(),
                () -> {
                    var file = lock(viewer, id);
                    var student = file.student();
                    if (student != null && !file.status().decided()) {
                        askCoordinator(viewer, file, cases.casesElsewhere(viewer, student));
                    }
                    return id.value();
                });
    }

    private void askCoordinator(Viewer viewer, ConcernFile file, CaseDesk.Elsewhere elsewhere) {
        var whom = new HashSet<>(elsewhere.coordinators());
        whom.removeAll(gate.excludedFrom(file.ref()));
        if (whom.isEmpty()
                || files.steps(file.id()).stream().anyMatch(step -> step.kind() == StepKind.COORDINATOR_ASKED)) {
            return;
        }
        files.addStep(file, StepKind.COORDINATOR_ASKED, viewer.staff(), now(), null, null);
        audit.log(viewer, Action.CHANGED, file.ref(), file.student(), Purpose.TRIAGE);
        events.publishEvent(new CoordinatorAsked(DistrictScope.required(), file.id(), file.school(), Set.copyOf(whom)));
    }

    /** Lifts an exclusion that was a mistake. A case it went into stays shut: whoever leads that decides. */
    public void readmit(Viewer viewer, ConcernId id, StaffId who, String key) {
        requireOpenTo(viewer, id);
        onceOnly.once(viewer.staff().value(), "concern.readmit", key, id.value() + "/" + who.value(), () -> {
            var file = lock(viewer, id);
            gate.readmit(file.ref(), who, viewer.staff());
            files.addStep(file, StepKind.READMITTED, viewer.staff(), now(), null, who.value());
            audit.log(viewer, Action.READMITTED, file.ref(), file.student(), Purpose.TRIAGE);
            return id.value();
        });
    }

    /**
     * Decides.
     *
     * @param version the version that the page showed; null where the caller did not look
     * @throws ChangedMeanwhileException where something happened since: nothing is done
     * @throws IllegalTransition where someone else has decided
     * @throws CaseOpenedMeanwhileException where a case is to be opened, and there is one about the student that whoever
     *     decides has not seen: nothing is done
     */
    public void decide(Viewer viewer, ConcernId id, Outcome outcome, @Nullable Integer version, String key) {
        requireOpenTo(viewer, id);
        var print = id.value() + "\u001f" + outcome;
        onceOnly.once(viewer.staff().value(), "concern.decide", key, print, () -> {
            var file = lock(viewer, id);
            if (version != null && file.state().version() != version) {
                throw new ChangedMeanwhileException();
            }
            apply(viewer, file, outcome);
            return id.value();
        });
    }

    private void apply(Viewer viewer, ConcernFile file, Outcome outcome) {
        switch (outcome) {
            case Outcome.JoinCase join -> join(viewer, file, join.caseId());
            case Outcome.OpenCase open -> open(viewer, file, open);
            case Outcome.RouteElsewhere route -> route(viewer, file, route);
            case Outcome.AskMore more -> askMore(viewer, file, more.question());
        }
    }

    private void join(Viewer viewer, ConcernFile file, UUID caseId) {
        var now = now();
        var after = file.joinCase(viewer.staff(), now);
        cases.join(viewer, source(file), caseId);
        close(viewer, after, StepKind.JOINED_CASE, now, null, caseId);
    }

    private void open(Viewer viewer, ConcernFile file, Outcome.OpenCase open) {
        if (!open.earlierLookedAt()) {
            throw new IllegalArgumentException("A case is opened after a look for earlier ones");
        }
        var now = now();
        var student = file.student();
        if (student != null && cases.openedMeanwhile(viewer, student, open.seen(), file.receivedAt())) {
            throw new CaseOpenedMeanwhileException();
        }
        var after = file.openCase(viewer.staff(), now);
        close(viewer, after, StepKind.OPENED_CASE, now, null, cases.open(viewer, source(file)));
    }

    private void route(Viewer viewer, ConcernFile file, Outcome.RouteElsewhere route) {
        var now = now();
        var after = file.route(viewer.staff(), now);
        var reason = words.text(file.key(), TextKind.REASON, fit(route.reason()), viewer.staff(), now);
        files.addText(file.id(), reason);
        close(viewer, after, StepKind.ROUTED, now, route.to().name(), reason.id());
    }

    private void close(
            Viewer viewer, ConcernFile after, StepKind step, Instant now, @Nullable String code, UUID refersTo) {
        files.save(after);
        files.addStep(after, step, viewer.staff(), now, code, refersTo);
        audit.log(viewer, Action.DECIDED, after.ref(), after.student(), Purpose.TRIAGE);
        events.publishEvent(new ConcernDecided(DistrictScope.required(), after.id(), after.school(), after.reporter()));
    }

    private void askMore(Viewer viewer, ConcernFile file, String question) {
        var now = now();
        var after = file.askMore(viewer.staff(), now);
        var text = words.text(file.key(), TextKind.QUESTION, fit(question), viewer.staff(), now);
        files.addText(file.id(), text);
        files.save(after);
        files.addStep(after, StepKind.MORE_ASKED, viewer.staff(), now, null, text.id());
        if (file.conversation() != null) {
            answering.answer(viewer, file.conversation(), question, text.id().toString());
        }
        audit.log(viewer, Action.DECIDED, file.ref(), file.student(), Purpose.TRIAGE);
        events.publishEvent(
                new MoreAsked(DistrictScope.required(), file.id(), file.school(), file.reporter(), text.id()));
    }

    private static String fit(String text) {
        if (text.isBlank() || text.length() > WORDS) {
            throw new IllegalArgumentException("A reason or a question has 1 to " + WORDS + " characters");
        }
        return text;
    }

    private CaseDesk.Source source(ConcernFile file) {
        return new CaseDesk.Source(
                file.id(), file.school(), file.student(), words.description(file), file.reporter(), file.receivedAt());
    }

    private void requireOpenTo(Viewer viewer, ConcernId id) {
        gate.require(
                viewer,
                Need.TRIAGE_CONCERN,
                files.find(id).orElseThrow(Triage::unknown).ref());
    }

    /** Waits for whoever works on it now; who was shut out meanwhile is refused like who was before. */
    private ConcernFile lock(Viewer viewer, ConcernId id) {
        var file = files.lock(id).orElseThrow(Triage::unknown);
        gate.require(viewer, Need.TRIAGE_CONCERN, file.ref());
        return file;
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.OTHER_DISTRICT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
