package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Legal holds: the coordinator or the records officer says that nothing of a case, or of all cases of its student, may be
 * deleted, until someone lifts it with a reason. Whatever deletes asks {@link Holds}; the database refuses as well.
 */
@Service
@Transactional
public class LegalHolds {
    /** The longest reason, in characters. */
    public static final int LONGEST = 2_000;

    /** The longest reference, in characters. */
    public static final int LONGEST_REFERENCE = 200;

    private final Doorstep doorstep;
    private final HoldRows rows;
    private final CaseFiles files;
    private final CaseWords words;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    LegalHolds(
            Doorstep doorstep,
            HoldRows rows,
            CaseFiles files,
            CaseWords words,
            Gate gate,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.rows = rows;
        this.files = files;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** @param wholeStudent on all cases of the case's student, also those that are opened later */
    public record NewHold(String number, boolean wholeStudent, String reason, String reference) {}

    /** @param numbers of the cases that it is on */
    public record Hold(
            UUID id,
            List<String> numbers,
            boolean wholeStudent,
            SealedWords reason,
            String reference,
            String placedBy,
            Instant placedAt,
            @Nullable String liftedBy,
            @Nullable Instant liftedAt,
            SealedWords liftedWhy) {
        public boolean isOn() {
            return liftedAt == null;
        }
    }

    /** What a case's own page says of a hold: that there is one, since when, and under which reference. */
    public record OnCase(String reference, Instant since) {}

    public UUID place(Viewer viewer, NewHold hold, String key) {
        requireWork(viewer);
        var fingerprint = words.fingerprint(hold);
        return onceOnly.once(viewer.staff().value(), "casework.hold", key, fingerprint, () -> {
                    var found = rows.numbered(BreakGlass.written(hold.number()))
                            .filter(file -> gate.decide(viewer, Need.HOLD_RECORDS, file.ref())
                                    .allowed())
                            .orElseThrow(() -> CannotDo.because("number", "casework.hold.error.no_case"));
                    var student = found.student();
                    if (hold.wholeStudent() && student == null) {
                        throw CannotDo.because("wholeStudent", "casework.hold.error.no_student");
                    }
                    var id = Ids.next();
                    var holdKey = words.newKey();
                    var reason = words.seal(holdKey, place("reason", id), hold.reason());
                    if (reason == null) {
                        throw CannotDo.because("reason", "casework.hold.error.reason_missing");
                    }
                    var row = new HoldRows.Row(
                            id,
                            hold.wholeStudent() ? null : found.id(),
                            hold.wholeStudent() ? student : null,
                            holdKey,
                            reason,
                            hold.reference().strip(),
                            viewer.staff(),
                            clock.instant(),
                            null,
                            null,
                            null);
                    rows.insert(row);
                    for (var file : rows.cases(row)) {
                        tell(viewer, file, "casework.told.hold_placed", Action.HELD);
                        events.publishEvent(
                                new LegalHoldPlaced(viewer.district(), id, file.id(), file.school(), viewer.staff()));
                    }
                    return id;
                })
                .id();
    }

    /** Lifts a hold; the reasons of both stay. */
    public UUID lift(Viewer viewer, UUID id, String why, String key) {
        enter(viewer, id);
        return onceOnly.once(viewer.staff().value(), "casework.hold_lift", key, words.fingerprint(id, why), () -> {
                    var row = enter(viewer, id);
                    var sealed = words.seal(row.key(), place("lifted_why", id), why);
                    if (sealed == null) {
                        throw CannotDo.because("why", "casework.hold.error.why_missing");
                    }
                    if (!rows.lift(id, viewer.staff(), clock.instant(), sealed)) {
                        throw CannotDo.overtaken("why", "casework.hold.error.lifted");
                    }
                    for (var file : rows.cases(row)) {
                        tell(viewer, file, "casework.told.hold_lifted", Action.HOLD_LIFTED);
                    }
                    return id;
                })
                .id();
    }

    private void tell(Viewer viewer, CaseFile.State found, String labelKey, Action action) {
        var file = files.lock(found.id()).orElseThrow(LegalHolds::unknown);
        doorstep.save(file.write(NewEntry.of(EntryKind.SHARING).code(labelKey)), viewer.staff());
        audit.log(viewer, action, found.ref(), found.student(), Purpose.OVERSIGHT);
    }

    /** All holds, those that were lifted too, newest first, less those on cases from which the viewer is kept out. */
    public Cases.Page<Hold> all(Viewer viewer, @Nullable UUID before, int limit) {
        requireWork(viewer);
        var most = Math.clamp(limit, 1, 200);
        var found = rows.all(before, most + 1);
        var part = found.size() > most ? found.subList(0, most) : found;
        var shown = new ArrayList<Hold>();
        var entries = new ArrayList<Audit.Entry>();
        for (var row : part) {
            var cases = rows.cases(row);
            var known = known(viewer, row, cases);
            if (!known.isEmpty()) {
                shown.add(hold(row, known));
                known.forEach(file -> entries.add(new Audit.Entry(file.ref(), null)));
            }
        }
        audit.logAll(viewer, Action.LISTED, entries, Purpose.OVERSIGHT);
        return new Cases.Page<>(shown, found.size() > most ? part.getLast().id().toString() : null);
    }

    public Hold one(Viewer viewer, UUID id) {
        var row = enter(viewer, id);
        var cases = known(viewer, row, rows.cases(row));
        audit.logAll(
                viewer,
                Action.OPENED,
                cases.stream().map(file -> new Audit.Entry(file.ref(), null)).toList(),
                Purpose.OVERSIGHT);
        return hold(row, cases);
    }

    /** What is on a case, for its team. */
    public List<OnCase> on(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        return rows.on(file).stream()
                .map(row -> new OnCase(row.reference(), row.placedAt()))
                .toList();
    }

    private HoldRows.Row enter(Viewer viewer, UUID id) {
        requireWork(viewer);
        var row = rows.find(id).orElseThrow(LegalHolds::unknown);
        if (known(viewer, row, rows.cases(row)).isEmpty()) {
            throw unknown();
        }
        return row;
    }

    /**
     * The cases that the viewer may know of. Kept out of one of them is kept out of the hold, since its reason may tell of it;
     * but whoever placed it knows the reason, and sees it on the cases that they know of, as if there were no other.
     */
    private List<CaseFile.State> known(Viewer viewer, HoldRows.Row row, List<CaseFile.State> cases) {
        var known = cases.stream()
                .filter(file ->
                        gate.decide(viewer, Need.HOLD_RECORDS, file.ref()).allowed())
                .toList();
        return known.size() == cases.size() || row.placedBy().equals(viewer.staff()) ? known : List.of();
    }

    private Hold hold(HoldRows.Row row, List<CaseFile.State> cases) {
        return new Hold(
                row.id(),
                cases.stream().map(CaseFile.State::number).sorted().toList(),
                row.student() != null,
                words.open(row.key(), place("reason", row.id()), row.reason()),
                row.reference(),
                name(row.placedBy()),
                row.placedAt(),
                row.liftedBy() == null ? null : name(row.liftedBy()),
                row.liftedAt(),
                words.open(row.key(), place("lifted_why", row.id()), row.liftedWhy()));
    }

    private String name(StaffId who) {
        return directory.staff(who).map(member -> member.name()).orElse("");
    }

    private void requireWork(Viewer viewer) {
        if (gate.decide(viewer, Need.HOLD_RECORDS) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    private static String place(String field, UUID hold) {
        return "casework.hold_" + field + "/" + hold;
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
