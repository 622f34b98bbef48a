package org.havenward.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opening a case without being on its team (safety rule 6): for a reason, for at most three hours, to read and to note, and
 * never unseen. Who is kept out of a case is told what anyone is told where there is none.
 */
@Service
@Transactional
public class BreakGlass {
    /** How long someone may ask for. */
    public static final List<Duration> LENGTHS =
            List.of(Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3));

    /** The longest reason, in characters. */
    public static final int LONGEST = 1_000;

    private static final UUID NOTHING = new UUID(0, 0);

    private final Doorstep doorstep;
    private final BreakGlassRows rows;
    private final BreakGlassFinding finding;
    private final CaseFiles files;
    private final CaseWords words;
    private final Gate gate;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    BreakGlass(
            Doorstep doorstep,
            BreakGlassRows rows,
            BreakGlassFinding finding,
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
        this.finding = finding;
        this.files = files;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** Which case: one cannot see it in any list. */
    public sealed interface Which {
        /** As it stands on the case, such as {@code HW-2026-0042}. */
        record Numbered(String number) implements Which {}

        /** The student's newest open case; where none is open, the newest closed one. */
        record About(StudentId student) implements Which {}
    }

    /** An opening or an attempt, as the coordinator and the records officer see it. */
    public record Line(
            UUID id,
            CaseId caseId,
            String number,
            String who,
            SealedWords reason,
            boolean refused,
            Instant at,
            Instant until,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            boolean lasts) {}

    /** What someone has open themself. */
    public record Open(UUID id, CaseId caseId, String number, Instant until) {}

    /**
     * Opens a case, and tells the coordinator and the lead at once.
     *
     * @return the case; empty where there is none that they may open so, which says nothing of whether there is one
     */
    public Optional<CaseId> open(Viewer viewer, Which which, String reason, Duration howLong, String key) {
        requireWork(viewer);
        if (reason.isBlank() || !LENGTHS.contains(howLong)) {
            throw new IllegalArgumentException("A reason and one of the lengths");
        }
        var fingerprint = words.fingerprint(which, reason, howLong);
        var opened = onceOnly.once(viewer.staff().value(), "casework.break_glass", key, fingerprint, () -> {
                    var found = finding.find(viewer, which);
                    audit.log(
                            viewer,
                            Action.SEARCHED, // the same whatever came of it: others read the student's trail
                            found.asked(),
                            found.about(),
                            Purpose.BREAK_GLASS);
                    found.shut().forEach(file -> refuse(viewer, file, reason));
                    return found.open()
                            .map(file -> openNow(viewer, file, reason, howLong))
                            .orElse(NOTHING);
                })
                .id();
        return opened.equals(NOTHING) ? Optional.empty() : Optional.of(new CaseId(opened));
    }

    private void requireWork(Viewer viewer) {
        if (gate.decide(viewer, Need.BREAK_GLASS) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    private UUID openNow(Viewer viewer, CaseFile.State found, String reason, Duration howLong) {
        var file = files.lock(found.id()).orElseThrow(BreakGlass::unknown);
        var ref = found.ref();
        if (gate.decide(viewer, Need.WORK_ON_CASE, ref).allowed()) {
            return found.id().value(); // on its team: nothing to break
        }
        gate.require(viewer, Need.BREAK_GLASS, ref);
        var now = clock.instant();
        for (var before : rows.open(found.id(), viewer.staff())) {
            if (before.lasts(now)) {
                return found.id().value();
            }
            rows.end(before.id(), null, before.until());
        }
        if (watchers(viewer, file).isEmpty()) {
            throw CannotDo.because("reason", "casework.glass.error.nobody_to_tell");
        }
        var until = now.plus(howLong);
        var opening = store(viewer, found, reason, now, until, false);
        gate.admitUntil(ref, viewer.staff(), Standing.BREAK_GLASS, until);
        doorstep.save(
                file.write(NewEntry.of(EntryKind.SHARING)
                        .code("casework.told.glass_opened")
                        .person(viewer.staff())
                        .words(reason)),
                viewer.staff());
        audit.log(viewer, Action.BROKE_GLASS, ref, found.student(), Purpose.BREAK_GLASS);
        events.publishEvent(
                new BreakGlassOpened(viewer.district(), opening, found.id(), found.school(), viewer.staff()));
        return found.id().value();
    }

    private void refuse(Viewer viewer, CaseFile.State found, String reason) {
        var now = clock.instant();
        var attempt = store(viewer, found, reason, now, now.plusSeconds(1), true);
        audit.log(viewer, Action.BREAK_GLASS_REFUSED, found.ref(), found.student(), Purpose.BREAK_GLASS);
        events.publishEvent(
                new BreakGlassRefused(viewer.district(), attempt, found.id(), found.school(), viewer.staff()));
    }

    private UUID store(
            Viewer viewer, CaseFile.State found, String reason, Instant now, Instant until, boolean refused) {
        var id = Ids.next();
        var sealed = words.seal(found.key(), place(id), reason);
        if (sealed == null) {
            throw CannotDo.because("reason", "casework.glass.error.reason_missing");
        }
        rows.insert(new BreakGlassRows.Row(
                id,
                found.id(),
                found.school(),
                viewer.staff(),
                sealed,
                refused,
                now,
                until,
                refused ? now : null,
                refused ? viewer.staff() : null));
        return id;
    }

    /** Who hears of it at once. Nobody breaks glass where no one else would know. */
    private Set<StaffId> watchers(Viewer viewer, CaseFile file) {
        var ref = file.opened().ref();
        var people = new LinkedHashSet<StaffId>(gate.holders(Role.DISTRICT_COORDINATOR, ref));
        people.addAll(gate.holders(Role.RECORDS_OFFICER, ref));
        if (!file.leadGone()) {
            people.add(file.lead());
        }
        people.remove(viewer.staff());
        return people;
    }

    /** Until when only broken glass keeps a case open to someone; empty for its team. */
    public Optional<Instant> until(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        if (!gate.throughBreakGlass(viewer, RecordKind.CASE).contains(id.value())) {
            return Optional.empty();
        }
        return rows.open(id, viewer.staff()).stream()
                .map(BreakGlassRows.Row::until)
                .max(java.util.Comparator.naturalOrder())
                .or(() -> Optional.of(clock.instant()));
    }

    public List<Open> mine(Viewer viewer) {
        requireWork(viewer);
        return rows.openOf(viewer.staff(), clock.instant()).stream()
                .filter(row -> gate.decide(viewer, Need.OPEN_CASE, row.ref()).allowed())
                .map(row -> new Open(row.id(), row.caseId(), number(row.caseId()), row.until()))
                .toList();
    }

    /** Ends what the viewer themself has open on a case. */
    public UUID close(Viewer viewer, CaseId id, String key) {
        doorstep.enter(viewer, Need.OPEN_CASE, id);
        return onceOnly.once(viewer.staff().value(), "casework.glass_close", key, words.fingerprint(id.value()), () -> {
                    var file = files.lock(id).orElseThrow(BreakGlass::unknown);
                    rows.open(id, viewer.staff()).forEach(row -> end(viewer, file, row));
                    return id.value();
                })
                .id();
    }

    /** Ends what someone else has open: the coordinator or the records officer. */
    public UUID end(Viewer viewer, UUID opening, String key) {
        var row = rows.find(opening).orElseThrow(BreakGlass::unknown);
        gate.require(viewer, Need.SEE_BREAK_GLASS, row.ref());
        return onceOnly.once(viewer.staff().value(), "casework.glass_end", key, opening.toString(), () -> {
                    var file = files.lock(row.caseId()).orElseThrow(BreakGlass::unknown);
                    if (rows.find(opening).orElseThrow().endedAt() != null) {
                        throw CannotDo.overtaken("opening", "casework.glass.error.ended");
                    }
                    end(viewer, file, row);
                    return opening;
                })
                .id();
    }

    private void end(Viewer viewer, CaseFile file, BreakGlassRows.Row row) {
        rows.end(row.id(), viewer.staff(), clock.instant());
        gate.dismiss(row.ref(), row.who(), Standing.BREAK_GLASS);
        doorstep.save(
                file.write(NewEntry.of(EntryKind.SHARING)
                        .code("casework.told.glass_ended")
                        .person(row.who())),
                viewer.staff());
        audit.log(viewer, Action.REVOKED, row.ref(), file.opened().student(), Purpose.BREAK_GLASS);
    }

    /** Every opening and every refused attempt, newest first, less those of cases from which the viewer is kept out. */
    public Cases.Page<Line> all(Viewer viewer, @Nullable UUID before, int limit) {
        if (gate.decide(viewer, Need.SEE_BREAK_GLASS) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
        var most = Math.clamp(limit, 1, 200);
        var visible = gate.visible(viewer, Need.SEE_BREAK_GLASS, RecordKind.CASE, "g.case_id", "g.school_id");
        var found = rows.all(visible, before, most + 1);
        var shown = found.size() > most ? found.subList(0, most) : found;
        audit.logAll(
                viewer,
                Action.LISTED,
                shown.stream().map(row -> new Audit.Entry(row.ref(), null)).toList(),
                Purpose.OVERSIGHT);
        return new Cases.Page<>(
                shown.stream().map(this::line).toList(),
                found.size() > most ? shown.getLast().id().toString() : null);
    }

    private Line line(BreakGlassRows.Row row) {
        var file = files.find(row.caseId()).orElseThrow(BreakGlass::unknown);
        return new Line(
                row.id(),
                row.caseId(),
                file.number(),
                name(row.who()),
                words.open(file.key(), place(row.id()), row.reason()),
                row.refused(),
                row.at(),
                row.until(),
                row.endedAt(),
                row.endedBy() == null ? null : name(row.endedBy()),
                row.lasts(clock.instant()));
    }

    private String name(StaffId who) {
        return directory.staff(who).map(member -> member.name()).orElse("");
    }

    private String number(CaseId id) {
        return files.find(id).map(CaseFile.State::number).orElse("");
    }

    /** As people write it: in capitals or not, with or without the dashes. */
    static String written(String number) {
        var bare = number.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return bare.matches("HW[0-9]{8,}")
                ? "HW-" + bare.substring(2, 6) + "-" + bare.substring(6)
                : number.strip().toUpperCase(Locale.ROOT);
    }

    private static String place(UUID opening) {
        return "casework.break_glass/" + opening;
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
