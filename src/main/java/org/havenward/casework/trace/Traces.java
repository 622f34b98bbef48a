package org.havenward.casework.trace;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseId;
import org.havenward.casework.SealedWords;
import org.havenward.concern.ConcernDoor;
import org.havenward.district.Directory;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyId;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a student named, as a counselor records it on a case or in triage. Whether another record names the same is said to
 * nobody here: {@link Matches} shows it to the coordinator.
 */
@Service
@Transactional
public class Traces {
    /** Most characters of a value and of a note. */
    public static final int LONGEST_VALUE = 200;

    public static final int LONGEST_NOTE = 1_000;

    private final CaseDoor door;
    private final ConcernDoor concerns;
    private final TraceRows rows;
    private final TraceWords words;
    private final Gate gate;
    private final Directory directory;
    private final OnceOnly onceOnly;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Traces(
            CaseDoor door,
            ConcernDoor concerns,
            TraceRows rows,
            TraceWords words,
            Gate gate,
            Directory directory,
            OnceOnly onceOnly,
            InstantSource clock) {
        this.door = door;
        this.concerns = concerns;
        this.rows = rows;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.onceOnly = onceOnly;
        this.clock = clock;
    }

    /**
     * @param fromConcern whether it was recorded in triage
     * @param withdrawn null while it stands
     */
    public record Trace(
            UUID id,
            TraceKind kind,
            SealedWords value,
            SealedWords detail,
            SealedWords note,
            String by,
            Instant at,
            boolean fromConcern,
            @Nullable Withdrawn withdrawn) {}

    public record Withdrawn(String by, Instant at, SealedWords reason) {}

    /** @param detail the platform of a handle, the state of a plate; empty where not known or not asked */
    public record NewTrace(TraceKind kind, String value, String detail, String note) {}

    /** A concern as the page of its traces names it. */
    public record OnConcern(UUID id, String receipt) {}

    /**
     * What is recorded, newest first; on a case also what triage had recorded on its concerns, less those that are shut to the
     * viewer.
     */
    public List<Trace> of(Viewer viewer, TraceSubject subject) {
        open(viewer, subject, Need.OPEN_CASE).audit(Action.OPENED);
        return shown(rows.of(subject).stream()
                .filter(row -> isOpen(viewer, subject, row))
                .toList());
    }

    /** On a case: whether what was recorded on one of its concerns may be known to the viewer, too. */
    private boolean isOpen(Viewer viewer, TraceSubject subject, TraceRows.Row row) {
        return switch (subject) {
            case TraceSubject.OfCase file -> row.concern() == null || !concerns.shutInCase(viewer, row.concern());
            case TraceSubject.OfConcern concern -> true;
        };
    }

    /** One of them. */
    public Trace one(Viewer viewer, TraceSubject subject, UUID trace) {
        return of(viewer, subject).stream()
                .filter(one -> one.id().equals(trace))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    /** Whether the viewer may record something there: who broke the glass reads only. */
    public boolean mayRecord(Viewer viewer, TraceSubject subject) {
        return switch (subject) {
            case TraceSubject.OfCase(CaseId id) ->
                gate.decide(viewer, Need.WORK_ON_CASE, door.facts(id).ref()).allowed();
            case TraceSubject.OfConcern(var id) ->
                gate.decide(viewer, Need.TRIAGE_CONCERN).allowed();
        };
    }

    public OnConcern concern(Viewer viewer, TraceSubject.OfConcern subject) {
        var facts = concerns.enter(viewer, subject.concern());
        return new OnConcern(facts.id().value(), facts.receipt());
    }

    /** What stands on a case, for its own page, which has come through the gate and into the audit. */
    List<Trace> standing(Viewer viewer, CaseId id) {
        var subject = new TraceSubject.OfCase(id);
        return shown(rows.of(subject).stream()
                .filter(row -> row.withdrawnAt() == null && isOpen(viewer, subject, row))
                .toList());
    }

    /** Records something; answers the same whether or not another record names it. */
    public UUID record(Viewer viewer, TraceSubject subject, NewTrace trace, String key) {
        open(viewer, subject, Need.WORK_ON_CASE);
        var fingerprint = door.fingerprint(subject.id(), trace);
        return onceOnly.once(viewer.staff().value(), "casework.trace", key, fingerprint, () -> {
                    var opened = change(viewer, subject);
                    var form = Normalizer.of(trace.kind(), trace.value(), trace.detail())
                            .orElseThrow(() -> CannotDo.because(
                                    "value",
                                    "casework.trace.error." + trace.kind().word()));
                    var id = Ids.next();
                    var now = clock.instant();
                    rows.insert(
                            id,
                            trace.kind(),
                            subject,
                            opened.school(),
                            opened.key(),
                            new TraceRows.Sealed(
                                    words.seal(opened.key(), place("value", id), trace.value()),
                                    words.seal(opened.key(), place("detail", id), trace.detail()),
                                    words.seal(opened.key(), place("note", id), trace.note())),
                            viewer.staff(),
                            now);
                    compare(id, trace.kind(), form, now);
                    opened.audit(Action.NOTED);
                    return id;
                })
                .id();
    }

    private void compare(UUID id, TraceKind kind, NormalForm form, Instant now) {
        var lenient = words.lenient(kind, form);
        rows.waitForOthers(kind, lenient);
        rows.insertHashes(id, kind, words.exact(kind, form), lenient);
        if (rows.isNewMatch(kind, lenient)) {
            rows.insertMatch(Ids.next(), kind, lenient, words.newKey(), now);
        }
    }

    /** Takes one back with a reason; it stays to be read, and nothing is compared with it any more. */
    public UUID withdraw(Viewer viewer, TraceSubject subject, UUID trace, String reason, String key) {
        open(viewer, subject, Need.WORK_ON_CASE);
        var fingerprint = door.fingerprint(subject.id(), trace, reason);
        return onceOnly.once(viewer.staff().value(), "casework.trace_withdrawal", key, fingerprint, () -> {
                    var opened = change(viewer, subject);
                    var row = rows.find(subject, trace)
                            .filter(found -> isOpen(viewer, subject, found))
                            .orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
                    if (!rows.withdraw(
                            trace,
                            words.seal(row.key(), place("reason", trace), reason),
                            viewer.staff(),
                            clock.instant())) {
                        throw CannotDo.overtaken("reason", "casework.trace.error.withdrawn");
                    }
                    opened.audit(Action.CHANGED);
                    return trace;
                })
                .id();
    }

    // ---- the record, past its gate

    private record Opened(SchoolId school, KeyId key, java.util.function.Consumer<Action> log) {
        void audit(Action action) {
            log.accept(action);
        }
    }

    private Opened open(Viewer viewer, TraceSubject subject, Need need) {
        return switch (subject) {
            case TraceSubject.OfCase(CaseId id) -> {
                var file = door.enter(viewer, need, id);
                yield new Opened(
                        file.school(), rows.keyOf(id), action -> door.audit(viewer, action, file, Purpose.CASE_WORK));
            }
            case TraceSubject.OfConcern(var id) -> {
                var concern = concerns.enter(viewer, id);
                yield new Opened(concern.school(), concern.key(), action -> concerns.audit(viewer, action, concern));
            }
        };
    }

    private Opened change(Viewer viewer, TraceSubject subject) {
        if (subject instanceof TraceSubject.OfCase(CaseId id)) {
            door.enterToChange(viewer, Need.WORK_ON_CASE, id);
        }
        return open(viewer, subject, Need.WORK_ON_CASE);
    }

    private List<Trace> shown(List<TraceRows.Row> found) {
        var names = directory.staff(found.stream()
                .flatMap(row -> Stream.concat(Stream.of(row.by()), Stream.ofNullable(row.withdrawnBy())))
                .collect(Collectors.toSet()));
        return found.stream().map(row -> shown(row, names)).toList();
    }

    private Trace shown(TraceRows.Row row, Map<StaffId, StaffMember> names) {
        var withdrawnBy = row.withdrawnBy();
        var withdrawnAt = row.withdrawnAt();
        return new Trace(
                row.id(),
                row.kind(),
                words.open(row.key(), place("value", row.id()), row.value()),
                words.open(row.key(), place("detail", row.id()), row.detail()),
                words.open(row.key(), place("note", row.id()), row.note()),
                name(names, row.by()),
                row.at(),
                row.concern() != null,
                withdrawnBy == null || withdrawnAt == null
                        ? null
                        : new Withdrawn(
                                name(names, withdrawnBy),
                                withdrawnAt,
                                words.open(row.key(), place("reason", row.id()), row.reason())));
    }

    private static String name(Map<StaffId, StaffMember> names, StaffId who) {
        var member = names.get(who);
        return member == null ? "" : member.name();
    }

    static String place(String field, UUID trace) {
        return "casework.trace_" + field + "/" + trace;
    }
}
