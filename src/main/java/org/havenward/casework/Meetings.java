package org.havenward.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Meetings with the student (B4): several are normal, and so are a no and an interruption. The student's own words are
 * kept apart from the counselor's view; both are only ever added to.
 */
@Service
@Transactional
public class Meetings {
    /** The longest of the two texts, in characters. */
    public static final int LONGEST = 20_000;

    /** The longest place, or list of who else is there, in characters. */
    public static final int LONGEST_LINE = 300;

    private static final Duration FURTHEST = Duration.ofDays(400);
    /** A clock on the wall and ours may differ by so much. */
    private static final Duration LEEWAY = Duration.ofMinutes(15);

    private final Doorstep doorstep;
    private final MeetingRows rows;
    private final TeamRows team;
    private final CaseWords words;
    private final TokenIndex index;
    private final FormDrafts drafts;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Meetings(
            Doorstep doorstep,
            MeetingRows rows,
            TeamRows team,
            CaseWords words,
            TokenIndex index,
            FormDrafts drafts,
            Directory directory,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.doorstep = doorstep;
        this.rows = rows;
        this.team = team;
        this.words = words;
        this.index = index;
        this.drafts = drafts;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What is written down about a meeting.
     *
     * @param meetsAt when it is or was; null: as planned, or now
     * @param who of the team meets the student; null: as planned, or the writer
     * @param others who else is there, such as an interpreter
     * @param corrects the entry that this one corrects
     */
    public record Said(
            @Nullable Instant meetsAt,
            @Nullable StaffId who,
            String place,
            String others,
            String studentWords,
            String counselorView,
            @Nullable UUID corrects) {
        boolean hasWords() {
            return !studentWords.isBlank() || !counselorView.isBlank();
        }
    }

    /** A meeting in a list. */
    public record Line(UUID id, MeetingState state, Instant meetsAt, StaffId who, String whoName, boolean passed) {}

    /** One entry about a meeting, as it reads. */
    public record Entry(
            UUID id,
            UUID meeting,
            MeetingStep step,
            Instant at,
            String by,
            Instant meetsAt,
            String who,
            SealedWords place,
            SealedWords others,
            SealedWords studentWords,
            SealedWords counselorView,
            @Nullable UUID corrects) {}

    /** A meeting with all that was written down about it, oldest first. */
    public record Whole(Line line, List<Entry> entries) {}

    /** Plans a meeting, or writes down one that was not planned; returns its id. */
    public UUID begin(Viewer viewer, CaseId id, MeetingStep step, Said said, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        return onceOnly.once(viewer.staff().value(), "casework.meeting", key, print(id, step, said), () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    var state = MeetingLife.after(null, step)
                            .orElseThrow(() -> CannotDo.because("step", "casework.cannot.meeting_step"));
                    requireOpenToPlan(file, step);
                    var row = new MeetingRows.Row(
                            Ids.next(), id, state, when(step, said, null), who(viewer, id, step, said, null));
                    requireWords(step, said);
                    rows.insert(row, viewer.staff(), clock.instant());
                    write(viewer, file, row, step, said);
                    drafts.discard(viewer, id, "meeting/new");
                    return row.id();
                })
                .id();
    }

    /**
     * The next step of a meeting; returns the id of its entry.
     *
     * @param seen how it stood when this was decided: where that changed meanwhile, nothing is done
     */
    public UUID step(
            Viewer viewer, CaseId id, UUID meeting, MeetingState seen, MeetingStep step, Said said, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = words.fingerprint(meeting, print(id, step, said));
        return onceOnly.once(viewer.staff().value(), "casework.meeting_step", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
                    var row = found(id, meeting);
                    if (row.state() != seen) {
                        throw CannotDo.overtaken("step", "casework.cannot.meeting_moved");
                    }
                    var state = MeetingLife.after(row.state(), step)
                            .orElseThrow(() -> CannotDo.because("step", "casework.cannot.meeting_step"));
                    requireOpenToPlan(file, step);
                    requireWords(step, said);
                    requireCorrectable(row, said);
                    var after = new MeetingRows.Row(
                            meeting, id, state, when(step, said, row), who(viewer, id, step, said, row));
                    rows.update(meeting, state, after.meetsAt(), after.who());
                    var entry = write(viewer, file, after, step, said);
                    drafts.discard(viewer, id, "meeting/" + meeting);
                    return entry;
                })
                .id();
    }

    /** All meetings of a case: those to come, then those that were. */
    public List<Line> of(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return lines(rows.all(id));
    }

    /** One meeting. */
    public Whole open(Viewer viewer, CaseId id, UUID meeting) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var row = found(id, meeting);
        return new Whole(lines(List.of(row)).getFirst(), read(file, rows.entries(meeting)));
    }

    /** What was written down, for the lines of a chronology that tell of it; by the entry's id. */
    public Map<UUID, Entry> said(Viewer viewer, CaseId id, Collection<UUID> entries) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        return read(file, rows.entries(id, entries)).stream().collect(Collectors.toMap(Entry::id, Function.identity()));
    }

    private UUID write(Viewer viewer, CaseFile file, MeetingRows.Row row, MeetingStep step, Said said) {
        var found = file.opened();
        var entry = Ids.next();
        rows.append(
                found.id(),
                new MeetingRows.Entry(
                        entry,
                        row.id(),
                        step,
                        clock.instant(),
                        viewer.staff(),
                        row.meetsAt(),
                        row.who(),
                        words.seal(found.key(), MeetingRows.place("place", entry), said.place()),
                        words.seal(found.key(), MeetingRows.place("others", entry), said.others()),
                        words.seal(found.key(), MeetingRows.place("student_words", entry), said.studentWords()),
                        words.seal(found.key(), MeetingRows.place("counselor_view", entry), said.counselorView()),
                        said.corrects()));
        index.add(found.id(), said.studentWords());
        index.add(found.id(), said.counselorView());
        file.write(
                NewEntry.of(EntryKind.MEETING).refersTo(entry).person(row.who()).code(step.told()));
        doorstep.save(file, viewer.staff());
        audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
        events.publishEvent(new CaseProgressed(viewer.district(), found.id(), found.school(), entry));
        return entry;
    }

    /** A meeting that was held or broken off is written down; planning, a no, and calling off need no words. */
    private static void requireWords(MeetingStep step, Said said) {
        var needed = switch (step) {
            case HOLD, INTERRUPT, ADD -> true;
            case PLAN, MOVE, DECLINE, CALL_OFF -> false;
        };
        if (needed && !said.hasWords()) {
            throw CannotDo.because("studentWords", "casework.cannot.meeting_words");
        }
    }

    private static void requireOpenToPlan(CaseFile file, MeetingStep step) {
        if (step.looksAhead() && file.status() == CaseStatus.CLOSED) {
            throw CannotDo.because("step", "casework.cannot.closed_judgment");
        }
    }

    private void requireCorrectable(MeetingRows.Row row, Said said) {
        var corrects = said.corrects();
        if (corrects != null
                && rows.entries(row.id()).stream().noneMatch(entry -> entry.id().equals(corrects))) {
            throw CannotDo.because("corrects", "casework.cannot.no_entry");
        }
    }

    private Instant when(MeetingStep step, Said said, MeetingRows.@Nullable Row before) {
        var now = clock.instant();
        if (step == MeetingStep.ADD && before != null) {
            return before.meetsAt();
        }
        var asked = said.meetsAt();
        if (step.looksAhead()) {
            if (asked == null) {
                throw CannotDo.because("meets", "casework.error.meets_missing");
            }
            if (asked.isBefore(now.minus(LEEWAY))) {
                throw CannotDo.because("meets", "casework.cannot.meets_passed");
            }
            if (asked.isAfter(now.plus(FURTHEST))) {
                throw CannotDo.because("meets", "casework.cannot.meets_too_far");
            }
            return asked;
        }
        if (step == MeetingStep.CALL_OFF || step == MeetingStep.DECLINE) {
            return asked != null ? asked : before != null ? before.meetsAt() : now;
        }
        if (asked == null) {
            return before != null && !before.meetsAt().isAfter(now) ? before.meetsAt() : now;
        }
        if (asked.isAfter(now.plus(LEEWAY))) {
            throw CannotDo.because("meets", "casework.cannot.meets_to_come");
        }
        return asked;
    }

    private StaffId who(Viewer viewer, CaseId id, MeetingStep step, Said said, MeetingRows.@Nullable Row before) {
        if (before != null && (said.who() == null || step == MeetingStep.ADD)) {
            return before.who();
        }
        var who = said.who() == null ? viewer.staff() : said.who();
        if (team.of(id).stream().noneMatch(member -> member.who().equals(who))) {
            throw CannotDo.because("who", "casework.cannot.owner_not_on_team");
        }
        return who;
    }

    private MeetingRows.Row found(CaseId id, UUID meeting) {
        return rows.find(id, meeting).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    private List<Line> lines(List<MeetingRows.Row> found) {
        var now = clock.instant();
        var names = directory.staff(found.stream().map(MeetingRows.Row::who).collect(Collectors.toSet()));
        return found.stream()
                .map(row -> new Line(
                        row.id(),
                        row.state(),
                        row.meetsAt(),
                        row.who(),
                        name(names, row.who()),
                        row.meetsAt().isBefore(now)))
                .toList();
    }

    private List<Entry> read(CaseFile.State file, List<MeetingRows.Entry> entries) {
        var people = new HashSet<StaffId>();
        entries.forEach(entry -> {
            people.add(entry.by());
            people.add(entry.who());
        });
        var names = directory.staff(people);
        return entries.stream()
                .map(entry -> new Entry(
                        entry.id(),
                        entry.meeting(),
                        entry.step(),
                        entry.at(),
                        name(names, entry.by()),
                        entry.meetsAt(),
                        name(names, entry.who()),
                        words.open(file.key(), MeetingRows.place("place", entry.id()), entry.place()),
                        words.open(file.key(), MeetingRows.place("others", entry.id()), entry.others()),
                        words.open(file.key(), MeetingRows.place("student_words", entry.id()), entry.studentWords()),
                        words.open(file.key(), MeetingRows.place("counselor_view", entry.id()), entry.counselorView()),
                        entry.corrects()))
                .toList();
    }

    private String print(CaseId id, MeetingStep step, Said said) {
        return words.fingerprint(
                id.value(),
                step,
                String.valueOf(said.meetsAt()),
                String.valueOf(said.who()),
                said.place(),
                said.others(),
                said.studentWords(),
                said.counselorView(),
                String.valueOf(said.corrects()));
    }

    private static String name(Map<StaffId, StaffMember> names, StaffId who) {
        var member = names.get(who);
        return member == null ? "" : member.name();
    }
}
