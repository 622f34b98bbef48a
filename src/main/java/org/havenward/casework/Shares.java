package org.havenward.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RefusedException;
import org.havenward.access.Standing;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sharing by purpose (B10): a teacher sees the accommodation, not the reason. The counselor chooses words for one reader;
 * the reader sees these words, what for, and until when, and nothing of the case. An action asked of someone (B8) is a share
 * that is due: the words of the action alone, not even that it is for a student. Where a student asked that nobody at their
 * school knows, they have to agree to each share with someone there.
 */
@Service
@Transactional
public class Shares {
    /** The longest words that are shared, in characters: an accommodation, not a story. */
    public static final int LONGEST = 1_000;

    private static final int LONGEST_DAYS = 366;
    /** For how long whoever was asked for an action still sees it, to say that it is done after all. */
    private static final int DAYS_AFTER_DUE = 30;

    private final Doorstep doorstep;
    private final ShareRows rows;
    private final TeamRows team;
    private final CaseFiles files;
    private final CaseWords words;
    private final Gate gate;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Shares(
            Doorstep doorstep,
            ShareRows rows,
            TeamRows team,
            CaseFiles files,
            CaseWords words,
            Gate gate,
            Directory directory,
            SchoolCalendar calendar,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.rows = rows;
        this.team = team;
        this.files = files;
        this.words = words;
        this.gate = gate;
        this.directory = directory;
        this.calendar = calendar;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** As the case's team sees it. */
    public record Share(
            UUID id,
            StaffId recipient,
            String recipientName,
            SealedWords words,
            SealedWords purpose,
            String by,
            Instant at,
            Instant until,
            @Nullable Instant readAt,
            @Nullable Instant endedAt,
            boolean lasts,
            @Nullable Asked asked) {
        /** Whether it is an action that is not done and due before a moment. */
        public boolean late(Instant now) {
            return asked != null
                    && asked.doneAt() == null
                    && endedAt == null
                    && asked.due().isBefore(now);
        }
    }

    /** That an action is asked for: by when, and since when it is done. */
    public record Asked(Instant due, @Nullable Instant doneAt) {}

    /** As its recipient sees it: nothing of the case. */
    public record Received(
            UUID id,
            SealedWords words,
            SealedWords purpose,
            String from,
            String schoolName,
            Instant at,
            Instant until,
            @Nullable Instant readAt,
            @Nullable Asked asked) {}

    /**
     * @param until the last day on which it is seen
     * @param studentAgreed that the student agreed that this person gets these words; asked only where the case is kept from
     *     the recipient's school
     */
    public record NewShare(StaffId recipient, String words, String purpose, LocalDate until, boolean studentAgreed) {}

    /**
     * @param due the day by whose end the action is to be done
     * @param studentAgreed as in {@link NewShare}
     */
    public record NewAction(StaffId recipient, String words, LocalDate due, boolean studentAgreed) {}

    // ---- for the team

    public List<Share> of(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var found = rows.of(id);
        var names = names(found);
        var now = clock.instant();
        return found.stream()
                .map(row -> new Share(
                        row.id(),
                        row.recipient(),
                        name(names, row.recipient()),
                        words.open(file.key(), place("words", row.id()), row.words()),
                        words.open(file.key(), place("purpose", row.id()), row.purpose()),
                        name(names, row.by()),
                        row.at(),
                        row.until(),
                        row.readAt(),
                        row.endedAt(),
                        row.lasts(now),
                        asked(row)))
                .toList();
    }

    private static @Nullable Asked asked(ShareRows.Row row) {
        return row.due() == null ? null : new Asked(row.due(), row.doneAt());
    }

    /** What lasts of a case, for its own page, which has come through the gate and into the audit. */
    List<CaseBeside.Shared> lasting(CaseId id) {
        var now = clock.instant();
        var found = rows.of(id).stream().filter(row -> row.lasts(now)).toList();
        var names = names(found);
        return found.stream()
                .map(row -> new CaseBeside.Shared(name(names, row.recipient()), row.until(), row.readAt()))
                .toList();
    }

    /** Staff whose name is like the words, of the case's school, who are neither on its team nor kept out of it. */
    public List<StaffMember> find(Viewer viewer, CaseId id, String name) {
        var file = doorstep.enter(viewer, Need.LEAD_CASE, id);
        if (name.isBlank()) {
            return List.of();
        }
        return directory.findStaff(name, List.of(file.school()), 20).stream()
                .filter(person -> mayReceive(file, person.id()))
                .toList();
    }

    private boolean mayReceive(CaseFile.State file, StaffId who) {
        return team.of(file.id(), who).isEmpty()
                && !gate.excludedFrom(file.ref()).contains(who)
                && signsIn(who);
    }

    private boolean signsIn(StaffId who) {
        var viewer = gate.asOf(who);
        return viewer != null && gate.decide(viewer, Need.RECEIVE_SHARE).allowed();
    }

    public UUID share(Viewer viewer, CaseId id, NewShare share, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), share);
        return onceOnly.once(viewer.staff().value(), "casework.share", key, fingerprint, () -> {
                    var until = endOf("until", share.until());
                    var to = new Recipient(share.recipient(), share.studentAgreed());
                    return give(viewer, id, to, share.words(), share.purpose(), until, null);
                })
                .id();
    }

    /** Asks someone off the team for an action; they see its words and by when, nothing of the case or the student. */
    public UUID ask(Viewer viewer, CaseId id, NewAction action, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        var fingerprint = words.fingerprint(id.value(), action);
        return onceOnly.once(viewer.staff().value(), "casework.ask", key, fingerprint, () -> {
                    var due = endOf("due", action.due());
                    var until = due.plus(Duration.ofDays(DAYS_AFTER_DUE));
                    var to = new Recipient(action.recipient(), action.studentAgreed());
                    return give(viewer, id, to, action.words(), null, until, due);
                })
                .id();
    }

    private record Recipient(StaffId who, boolean studentAgreed) {}

    private UUID give(
            Viewer viewer,
            CaseId id,
            Recipient to,
            String said,
            @Nullable String purpose,
            Instant until,
            @Nullable Instant due) {
        var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
        var found = file.opened();
        var recipient = to.who();
        requireRecipient(found, recipient);
        var kept = !gate.mayKnowOf(found.ref(), recipient);
        if (kept && !to.studentAgreed()) {
            throw CannotDo.because("studentAgreed", "casework.share.error.kept_from_school");
        }
        var made = Ids.next();
        rows.insert(
                made,
                found,
                recipient,
                words.seal(found.key(), place("words", made), said),
                words.seal(found.key(), place("purpose", made), purpose),
                viewer.staff(),
                clock.instant(),
                until,
                due);
        var row = rows.find(made).orElseThrow();
        gate.admit(row.ref(), recipient, Standing.RECIPIENT);
        gate.carryExclusions(found.ref(), row.ref());
        var told = due == null ? "casework.told.shared" : "casework.told.asked";
        tell(viewer, file, kept ? told + "_agreed" : told, recipient, said);
        audit.log(viewer, Action.SHARED, found.ref(), found.student(), Purpose.CASE_WORK);
        events.publishEvent(
                due == null
                        ? new ShareMade(viewer.district(), made, found.school(), recipient)
                        : new ActionAsked(viewer.district(), made, found.school(), recipient));
        return made;
    }

    private void requireRecipient(CaseFile.State file, StaffId who) {
        if (gate.excludedFrom(file.ref()).contains(who)) {
            throw CannotDo.because("recipient", "casework.cannot.kept_out");
        }
        if (team.of(file.id(), who).isPresent()) {
            throw CannotDo.because("recipient", "casework.share.error.on_team");
        }
        if (directory.staff(who).isEmpty() || !signsIn(who)) {
            throw CannotDo.because("recipient", "casework.share.error.no_account");
        }
    }

    private Instant endOf(String field, LocalDate day) {
        var now = clock.instant();
        var end = day.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
        if (!end.isAfter(now)) {
            throw CannotDo.because(field, "casework.cannot.due_passed");
        }
        if (end.isAfter(now.plus(Duration.ofDays(LONGEST_DAYS)))) {
            throw CannotDo.because(field, "casework.share.error.until_too_far");
        }
        return end;
    }

    /** Ends a share now; its recipient sees it no more. */
    public UUID end(Viewer viewer, CaseId id, UUID share, String key) {
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        return onceOnly.once(
                        viewer.staff().value(), "casework.share_end", key, words.fingerprint(id.value(), share), () -> {
                            var file = doorstep.enterToChange(viewer, Need.LEAD_CASE, id);
                            var row = rows.find(share)
                                    .filter(found -> found.caseId().equals(id))
                                    .orElseThrow(Shares::unknown);
                            if (!rows.end(share, viewer.staff(), clock.instant())) {
                                throw CannotDo.overtaken("share", "casework.share.error.ended");
                            }
                            gate.dismiss(row.ref(), row.recipient(), Standing.RECIPIENT);
                            tell(viewer, file, "casework.told.share_ended", row.recipient(), "");
                            var found = file.opened();
                            audit.log(viewer, Action.SHARED, found.ref(), found.student(), Purpose.CASE_WORK);
                            return share;
                        })
                .id();
    }

    private void tell(Viewer viewer, CaseFile file, String labelKey, StaffId recipient, String said) {
        var entry = NewEntry.of(EntryKind.SHARING).code(labelKey).person(recipient);
        doorstep.save(file.write(entry.words(said)), viewer.staff());
    }

    // ---- for who was told

    /** What others shared with the viewer and still lasts, newest first. */
    public List<Received> received(Viewer viewer) {
        var open = gate.visible(viewer, Need.RECEIVE_SHARE, RecordKind.SHARE, "s.id", "s.school_id");
        var notShutOut = gate.notExcluded(viewer, "'" + RecordKind.CASE + "'", "s.case_id");
        var found = rows.lasting(viewer.staff(), clock.instant(), open, notShutOut);
        audit.logAll(
                viewer,
                Action.LISTED,
                found.stream().map(row -> new Audit.Entry(row.ref(), null)).toList(),
                Purpose.SHARED_WITH_ME);
        var names = names(found);
        return found.stream().map(row -> received(row, names)).toList();
    }

    public Received open(Viewer viewer, UUID share) {
        var row = enter(viewer, share);
        audit.log(viewer, Action.OPENED, row.ref(), null, Purpose.SHARED_WITH_ME);
        return received(row, names(List.of(row)));
    }

    /** Says that it was read; the counselor sees when. */
    public UUID acknowledge(Viewer viewer, UUID share, String key) {
        enter(viewer, share);
        return onceOnly.once(viewer.staff().value(), "casework.share_read", key, share.toString(), () -> {
                    var row = enter(viewer, share);
                    rows.lock(share);
                    rows.read(share, clock.instant());
                    audit.log(viewer, Action.ACKNOWLEDGED, row.ref(), null, Purpose.SHARED_WITH_ME);
                    return share;
                })
                .id();
    }

    /** Says that an action is done, and with it that it was read; the counselor sees when. */
    public UUID done(Viewer viewer, UUID share, String key) {
        enter(viewer, share);
        return onceOnly.once(viewer.staff().value(), "casework.share_done", key, share.toString(), () -> {
                    var row = enter(viewer, share);
                    if (row.due() == null) {
                        throw CannotDo.because("share", "casework.action.error.none");
                    }
                    rows.lock(share);
                    rows.read(share, clock.instant());
                    rows.done(share, clock.instant());
                    audit.log(viewer, Action.ACKNOWLEDGED, row.ref(), null, Purpose.SHARED_WITH_ME);
                    return share;
                })
                .id();
    }

    private ShareRows.Row enter(Viewer viewer, UUID share) {
        var row = rows.find(share).orElseThrow(Shares::unknown);
        gate.require(viewer, Need.RECEIVE_SHARE, row.ref());
        if (gate.excludedFrom(row.caseRef()).contains(viewer.staff()) || !row.lasts(clock.instant())) {
            throw unknown();
        }
        return row;
    }

    private Received received(ShareRows.Row row, Map<StaffId, StaffMember> names) {
        var key = files.find(row.caseId()).orElseThrow(Shares::unknown).key();
        return new Received(
                row.id(),
                words.open(key, place("words", row.id()), row.words()),
                words.open(key, place("purpose", row.id()), row.purpose()),
                name(names, row.by()),
                directory.school(row.school()).map(school -> school.name()).orElse(""),
                row.at(),
                row.until(),
                row.readAt(),
                asked(row));
    }

    private Map<StaffId, StaffMember> names(List<ShareRows.Row> found) {
        return directory.staff(found.stream()
                .flatMap(row -> java.util.stream.Stream.of(row.recipient(), row.by()))
                .collect(Collectors.toSet()));
    }

    private static String name(Map<StaffId, StaffMember> names, StaffId who) {
        var member = names.get(who);
        return member == null ? "" : member.name();
    }

    private static String place(String field, UUID share) {
        return "casework.share_" + field + "/" + share;
    }

    private static RefusedException unknown() {
        return new RefusedException(Decision.Reason.NOT_ON_TEAM);
    }
}
