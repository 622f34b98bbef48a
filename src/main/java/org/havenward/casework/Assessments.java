package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.casework.instrument.Answer;
import org.havenward.casework.instrument.Instrument;
import org.havenward.casework.instrument.Item;
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
 * Assessments (B5): an instrument answered over as many meetings as it takes. Each answer stays; a later one to the same
 * question counts. Nothing adds, counts, or weighs them: what they point to is a judgment, see {@link CaseJudgments}.
 */
@Service
@Transactional
public class Assessments {
    private final Doorstep doorstep;
    private final AssessmentRows rows;
    private final AnswerWords answerWords;
    private final InstrumentShelf shelf;
    private final MeetingRows meetings;
    private final Safety safety;
    private final CaseJudgments judgments;
    private final CaseWords words;
    private final TokenIndex index;
    private final FormDrafts drafts;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    Assessments(
            Doorstep doorstep,
            AssessmentRows rows,
            AnswerWords answerWords,
            InstrumentShelf shelf,
            MeetingRows meetings,
            Safety safety,
            CaseJudgments judgments,
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
        this.answerWords = answerWords;
        this.shelf = shelf;
        this.meetings = meetings;
        this.safety = safety;
        this.judgments = judgments;
        this.words = words;
        this.index = index;
        this.drafts = drafts;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** An assessment in a list. */
    public record Line(
            UUID id,
            Instrument instrument,
            String hash,
            String begunBy,
            Instant begunAt,
            @Nullable Instant lastAnswer,
            CaseJudgments.@Nullable Line judgment) {}

    /**
     * An answer as it was given.
     *
     * @param answer null where its key is destroyed
     * @param earlier how many answers to the same question came before it
     */
    public record Given(
            UUID id,
            String question,
            @Nullable Answer answer,
            Instant at,
            String by,
            @Nullable UUID meeting,
            List<Earlier> earlier) {}

    /** An answer that a later one took the place of. */
    public record Earlier(@Nullable Answer answer, Instant at, String by) {}

    /**
     * An assessment with the version of the instrument that it began with.
     *
     * @param answers the answers that count, by question
     * @param shown what is asked after these answers
     * @param newest the answer that was given last; what one who saves has seen
     * @param mayUse whether the instrument's license lets the viewer answer
     */
    public record Whole(
            Line line,
            Map<String, Given> answers,
            java.util.Set<String> shown,
            @Nullable UUID newest,
            boolean mayUse,
            List<CaseJudgments.Line> judgments) {
        public Instrument instrument() {
            return line.instrument();
        }

        /** The questions whose answers mean that the student is not safe now. */
        public List<Item> unsafe() {
            return instrument()
                    .items()
                    .filter(item -> {
                        var given = answers.get(item.id());
                        var answer = given == null ? null : given.answer();
                        return answer != null && item.unsafe(answer);
                    })
                    .toList();
        }
    }

    /** An answer from another room, which knows of instruments only what it asks by name. */
    public record Reply(List<String> values, String note) {}

    /** The same as {@link #answer}, for other rooms. */
    public UUID reply(
            Viewer viewer, CaseId id, UUID assessment, Map<String, Reply> given, @Nullable UUID seen, String key) {
        var answers = new LinkedHashMap<String, Answer>();
        given.forEach((question, reply) -> answers.put(question, new Answer(reply.values(), reply.note(), false)));
        return answer(viewer, id, assessment, answers, null, seen, "", key);
    }

    /** Begins an assessment with a version of an instrument; returns its id. */
    public UUID begin(Viewer viewer, CaseId id, String hash, String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        return onceOnly.once(
                        viewer.staff().value(), "casework.assessment", key, words.fingerprint(id.value(), hash), () -> {
                            var file = enterOpen(viewer, id);
                            var instrument = shelf.toBegin(viewer, hash);
                            var row = new AssessmentRows.Row(
                                    Ids.next(), hash, instrument.purpose(), viewer.staff(), clock.instant());
                            rows.insert(id, row);
                            file.write(NewEntry.of(EntryKind.ASSESSMENT)
                                    .refersTo(row.id())
                                    .code("casework.assessment.told.begun"));
                            finish(viewer, file, row.id());
                            return row.id();
                        })
                .id();
    }

    /**
     * Keeps answers; returns an id for them. Questions that are left out, or answered as they are already, stay as they are.
     *
     * @param given by question; each has to be right, or none is kept
     * @param meeting during which they were given
     * @param seen the newest answer that was shown: where someone answered one of these otherwise since, nothing is kept
     */
    public UUID answer(
            Viewer viewer,
            CaseId id,
            UUID assessment,
            Map<String, Answer> given,
            @Nullable UUID meeting,
            @Nullable UUID seen,
            String section,
            String key) {
        doorstep.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint =
                words.fingerprint(id.value(), assessment, new java.util.TreeMap<>(given), String.valueOf(meeting));
        return onceOnly.once(viewer.staff().value(), "casework.answers", key, fingerprint, () -> {
                    var file = enterOpen(viewer, id);
                    var row = found(id, assessment);
                    var instrument = shelf.begun(row.instrument());
                    requireUse(viewer, instrument);
                    if (meeting != null && meetings.find(id, meeting).isEmpty()) {
                        throw CannotDo.because("meeting", "casework.cannot.no_meeting");
                    }
                    requireSound(instrument, given);
                    var changed = changed(file.opened(), assessment, given, seen);
                    var kept = Ids.next();
                    keep(viewer, file, assessment, instrument, changed, meeting);
                    drafts.discard(viewer, id, "answers/" + assessment + "/" + section);
                    finish(viewer, file, kept);
                    return kept;
                })
                .id();
    }

    /** All assessments of a case, the newest first. */
    public List<Line> of(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var last = rows.answersOfCase(id).stream()
                .collect(Collectors.toMap(
                        AssessmentRows.Answered::assessment, AssessmentRows.Answered::at, (one, later) -> later));
        var judged = judgments.lines(file);
        var found = rows.of(id);
        var names =
                directory.staff(found.stream().map(AssessmentRows.Row::begunBy).collect(Collectors.toSet()));
        return found.stream()
                .map(row -> line(row, names, last.get(row.id()), judged))
                .toList();
    }

    /** One assessment with its answers. */
    public Whole open(Viewer viewer, CaseId id, UUID assessment) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        var row = found(id, assessment);
        var answered = rows.answers(assessment);
        var people = answered.stream().map(AssessmentRows.Answered::by).collect(Collectors.toCollection(HashSet::new));
        people.add(row.begunBy());
        var names = directory.staff(people);
        var answers = given(file, answered, names);
        var counting = new LinkedHashMap<String, Answer>();
        answers.forEach((question, given) -> {
            if (given.answer() != null) {
                counting.put(question, given.answer());
            }
        });
        var judged = judgments.lines(file);
        var last = answered.isEmpty() ? null : answered.getLast();
        var line = line(row, names, last == null ? null : last.at(), judged);
        return new Whole(
                line,
                answers,
                line.instrument().shown(counting),
                last == null ? null : last.id(),
                InstrumentShelf.mayUse(viewer, line.instrument()),
                judged.stream()
                        .filter(each -> assessment.equals(each.assessment()))
                        .toList());
    }

    /** Only what differs from what counts now; refuses where someone answered otherwise since this was shown. */
    private Map<String, Answer> changed(
            CaseFile.State file, UUID assessment, Map<String, Answer> given, @Nullable UUID seen) {
        var answered = rows.answers(assessment);
        var before = new LinkedHashMap<String, AssessmentRows.Answered>();
        var unseen = new HashSet<String>();
        boolean later = seen == null;
        for (var each : answered) {
            before.put(each.question(), each);
            if (later) {
                unseen.add(each.question());
            }
            later |= each.id().equals(seen);
        }
        var changed = new LinkedHashMap<String, Answer>();
        given.forEach((question, answer) -> {
            var old = before.get(question);
            if (old != null && answer.equals(answerWords.open(file, old.id(), old.answer()))) {
                return;
            }
            if (unseen.contains(question)) {
                throw CannotDo.overtaken(question, "casework.cannot.answer_moved");
            }
            changed.put(question, answer);
        });
        return changed;
    }

    private static void requireSound(Instrument instrument, Map<String, Answer> given) {
        given.forEach((question, answer) -> {
            var item = instrument
                    .question(question)
                    .orElseThrow(() -> CannotDo.because(question, "casework.answer.not_a_question"));
            item.problem(answer).ifPresent(problem -> {
                throw CannotDo.because(question, problem);
            });
        });
    }

    private void keep(
            Viewer viewer,
            CaseFile file,
            UUID assessment,
            Instrument instrument,
            Map<String, Answer> changed,
            @Nullable UUID meeting) {
        var found = file.opened();
        UUID unsafe = null;
        for (var each : changed.entrySet()) {
            var answered = new AssessmentRows.Answered(
                    Ids.next(), assessment, each.getKey(), new byte[0], clock.instant(), viewer.staff(), meeting);
            var sealed = answerWords.seal(found, answered.id(), each.getValue());
            rows.append(
                    found.id(),
                    new AssessmentRows.Answered(
                            answered.id(),
                            assessment,
                            answered.question(),
                            sealed,
                            answered.at(),
                            answered.by(),
                            meeting));
            index.add(found.id(), answerWords.findable(instrument, each.getKey(), each.getValue()));
            if (instrument
                    .question(each.getKey())
                    .filter(item -> item.unsafe(each.getValue()))
                    .isPresent()) {
                unsafe = answered.id();
            }
        }
        if (!changed.isEmpty()) {
            file.write(
                    NewEntry.of(EntryKind.ASSESSMENT).refersTo(assessment).code("casework.assessment.told.answered"));
        }
        if (unsafe != null) {
            safety.raiseFromAnswer(viewer, file, unsafe);
        }
    }

    private void finish(Viewer viewer, CaseFile file, UUID change) {
        doorstep.save(file, viewer.staff());
        var found = file.opened();
        audit.log(viewer, Action.CHANGED, found.ref(), found.student(), Purpose.CASE_WORK);
        events.publishEvent(new CaseProgressed(viewer.district(), found.id(), found.school(), change));
    }

    private Map<String, Given> given(
            CaseFile.State file, List<AssessmentRows.Answered> answered, Map<StaffId, StaffMember> names) {
        var all = new LinkedHashMap<String, Given>();
        for (var each : answered) {
            var before = all.get(each.question());
            var earlier = new ArrayList<Earlier>();
            if (before != null) {
                earlier.add(new Earlier(before.answer(), before.at(), before.by()));
                earlier.addAll(before.earlier());
            }
            all.put(
                    each.question(),
                    new Given(
                            each.id(),
                            each.question(),
                            answerWords.open(file, each.id(), each.answer()),
                            each.at(),
                            name(names, each.by()),
                            each.meeting(),
                            earlier));
        }
        return all;
    }

    private Line line(
            AssessmentRows.Row row,
            Map<StaffId, StaffMember> names,
            @Nullable Instant last,
            List<CaseJudgments.Line> judged) {
        return new Line(
                row.id(),
                shelf.begun(row.instrument()),
                row.instrument(),
                name(names, row.begunBy()),
                row.begunAt(),
                last,
                judged.stream()
                        .filter(each -> Objects.equals(each.assessment(), row.id()))
                        .findFirst()
                        .orElse(null));
    }

    private CaseFile enterOpen(Viewer viewer, CaseId id) {
        var file = doorstep.enterToChange(viewer, Need.WORK_ON_CASE, id);
        if (file.status() == CaseStatus.CLOSED) {
            throw CannotDo.because("instrument", "casework.cannot.closed_assessment");
        }
        return file;
    }

    private static void requireUse(Viewer viewer, Instrument instrument) {
        if (!InstrumentShelf.mayUse(viewer, instrument)) {
            throw CannotDo.because("instrument", "casework.cannot.not_licensed");
        }
    }

    private AssessmentRows.Row found(CaseId id, UUID assessment) {
        return rows.find(id, assessment).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    private static String name(Map<StaffId, StaffMember> names, StaffId who) {
        var member = names.get(who);
        return member == null ? "" : member.name();
    }
}
