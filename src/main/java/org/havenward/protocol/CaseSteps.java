package org.havenward.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Purpose;
import org.havenward.casework.CannotDo;
import org.havenward.casework.CaseDoor;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseStatus;
import org.havenward.casework.EntryKind;
import org.havenward.casework.SealedWords;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.havenward.protocol.Evaluation.State;
import org.havenward.protocol.Evaluation.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The protocol on a case: where it stands, its questions and their answers, and steps that people say are done. */
@Service
@Transactional
public class CaseSteps {
    /** The longest note that is taken, in characters. */
    public static final int LONGEST_NOTE = 4_000;
    /** The longest answer that is taken: the name of a person. */
    public static final int LONGEST_ANSWER = 200;

    private final CaseDoor door;
    private final StepReader reader;
    private final StepRows rows;
    private final StepsKept kept;
    private final StepView view;
    private final OnceOnly onceOnly;

    CaseSteps(CaseDoor door, StepReader reader, StepRows rows, StepsKept kept, StepView view, OnceOnly onceOnly) {
        this.door = door;
        this.reader = reader;
        this.rows = rows;
        this.kept = kept;
        this.view = view;
        this.onceOnly = onceOnly;
    }

    /**
     * Where a case stands in its protocol.
     *
     * @param versionNumber of the version that it follows; 0 for the one that ships
     * @param lines every step and question, in the protocol's order
     * @param names of everyone that the lines name, by their id
     * @param mayWork whether the viewer may answer and do steps; who broke the glass only reads
     */
    public record Whole(
            CaseFacts file,
            Protocol protocol,
            int versionNumber,
            List<Line> lines,
            Map<StaffId, String> names,
            boolean leads,
            boolean mayWork,
            boolean lawReviewed,
            Instant now) {
        public boolean open() {
            return file.status() != CaseStatus.CLOSED;
        }

        /** What is to be done now: late first, then by when it is due. */
        public List<Line> due() {
            return lines.stream()
                    .filter(line -> line.state().status().open())
                    .sorted(Line.BY_TIME)
                    .toList();
        }

        public List<Line> in(Status status) {
            return lines.stream()
                    .filter(line -> line.state().status() == status)
                    .toList();
        }

        public Line line(String id) {
            return lines.stream()
                    .filter(line -> line.state().id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        public String name(StaffId who) {
            return names.getOrDefault(who, "");
        }

        /** The name of someone whom the evaluation names; empty where a record shows it. */
        public String name(String who) {
            return who.isEmpty() ? "" : name(new StaffId(UUID.fromString(who)));
        }
    }

    /**
     * A step or question of a case.
     *
     * @param owners who is to do it
     * @param held whether somebody on the case has its role; else its lead sees to it
     * @param mine whether the viewer is one of them
     * @param reported whether it is a report to the state, which has pages of its own
     * @param answers what was ever answered, newest first
     * @param marks what people ever said of a step, newest first
     */
    public record Line(
            State state,
            Set<StaffId> owners,
            boolean held,
            boolean mine,
            boolean reported,
            List<Answer> answers,
            List<Mark> marks) {
        private static final java.util.Comparator<Line> BY_TIME = java.util.Comparator.<Line, Boolean>comparing(
                        line -> line.state().status() != Status.LATE)
                .thenComparing(
                        line -> line.state().due(),
                        java.util.Comparator.nullsLast(java.util.Comparator.naturalOrder()));

        /** The id of the newest answer or mark: what someone has seen who sends another; empty for none. */
        public String seen() {
            return answers.isEmpty()
                    ? marks.isEmpty() ? "" : marks.getFirst().id().toString()
                    : answers.getFirst().id().toString();
        }

        /** Whether someone may say that the step is done. */
        public boolean markable() {
            return state.item() instanceof Protocol.Step step
                    && step.proofs().stream().anyMatch(CaseSteps::isSaid);
        }

        /** Whether they write what came of it. */
        public boolean needsNote() {
            return state.item() instanceof Protocol.Step step
                    && step.proofs().stream().noneMatch(Protocol.Proof.Marked.class::isInstance);
        }

        /** Whether it is done because someone said so, and so can be taken back. */
        public boolean said() {
            return state.status() == Status.DONE
                    && state.done() != null
                    && state.done().how() != null
                    && isSaid(state.done().how());
        }
    }

    public record Answer(UUID id, SealedWords value, SealedWords note, StaffId by, Instant at) {}

    public record Mark(UUID id, boolean done, SealedWords note, StaffId by, Instant doneAt, Instant at) {}

    /** @param seen the id of the answer that they saw; empty where there was none */
    public record NewAnswer(String question, String value, String note, String seen) {}

    /**
     * @param done false: that it is not done after all
     * @param doneAt when it was done; null: now
     * @param seen the id of the newest mark that they saw; empty where there was none
     */
    public record NewMark(
            String step,
            boolean done,
            String note,
            @Nullable Instant doneAt,
            String seen) {}

    private static boolean isSaid(Protocol.Proof proof) {
        return switch (proof) {
            case Protocol.Proof.Marked marked -> true;
            case Protocol.Proof.Note note -> true;
            case Protocol.Proof.Recorded recorded -> false;
            case Protocol.Proof.Answered answered -> false;
        };
    }

    public Whole open(Viewer viewer, CaseId id) {
        var file = door.enter(viewer, Need.OPEN_CASE, id);
        door.audit(viewer, Action.OPENED, file, Purpose.CASE_WORK);
        return view.whole(viewer, reader.of(file));
    }

    /** The same for the case's own page, which audits by itself. */
    Whole forPanel(Viewer viewer, CaseId id) {
        return view.whole(viewer, reader.of(door.enter(viewer, Need.OPEN_CASE, id)));
    }

    /** Asked first by whatever changes something: who only reads the case adds nothing to it. */
    public void requireWork(Viewer viewer, CaseId id) {
        door.enter(viewer, Need.WORK_ON_CASE, id);
    }

    /** What an answer changed, as of now; nothing where there is no such answer. */
    public List<Evaluation.Change> changedBy(Viewer viewer, CaseId id, UUID answer) {
        var inputs = reader.of(door.enter(viewer, Need.OPEN_CASE, id));
        return inputs.answers().stream()
                .filter(given -> given.id().equals(answer))
                .findFirst()
                .map(given -> Evaluation.changed(inputs.standWithout(answer), inputs.stand()).stream()
                        .filter(change -> !change.id().equals(given.question()))
                        .toList())
                .orElse(List.of());
    }

    /** Answers a question, also anew; an answer that was given stays. Returns the answer's id. */
    public UUID answer(Viewer viewer, CaseId id, NewAnswer said, String key) {
        door.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint = door.fingerprint(id.value(), said.question(), said.value(), said.note());
        return onceOnly.once(viewer.staff().value(), "protocol.answer", key, fingerprint, () -> {
                    var file = enterOpen(viewer, id);
                    var inputs = reader.of(file);
                    var question = inputs.protocol()
                            .question(said.question())
                            .orElseThrow(() -> CannotDo.because("answer", "steps.cannot.no_question"));
                    if (status(inputs, question) == Status.NOT_NEEDED) {
                        throw CannotDo.overtaken("answer", "steps.cannot.not_asked");
                    }
                    var newest = inputs.newest(question.id());
                    if (!said.seen().equals(newest == null ? "" : newest.id().toString())) {
                        throw CannotDo.overtaken("answer", "steps.cannot.answered_meanwhile");
                    }
                    if (!question.accepts(said.value())) {
                        throw CannotDo.because("answer", "steps.error.answer");
                    }
                    var answer = Ids.next();
                    rows.add(
                            id,
                            new StepRows.Answer(
                                    answer,
                                    question.id(),
                                    reader.now(),
                                    viewer.staff(),
                                    Objects.requireNonNull(door.seal(id, StepRows.valuePlace(answer), said.value())),
                                    door.seal(id, StepRows.answerNotePlace(answer), said.note())));
                    var label = StepLabels.answer(question, said.value(), viewer.language());
                    told(
                            viewer,
                            file,
                            newest == null ? "steps.told.answered" : "steps.told.answered_anew",
                            question,
                            label,
                            said.note());
                    return answer;
                })
                .id();
    }

    /** Says that a step is done, or that it is not after all. Returns the mark's id. */
    public UUID mark(Viewer viewer, CaseId id, NewMark said, String key) {
        door.enter(viewer, Need.WORK_ON_CASE, id);
        var fingerprint =
                door.fingerprint(id.value(), said.step(), said.done(), said.note(), String.valueOf(said.doneAt()));
        return onceOnly.once(viewer.staff().value(), "protocol.mark", key, fingerprint, () -> {
                    var file = enterOpen(viewer, id);
                    var line = view.whole(viewer, reader.of(file)).lines().stream()
                            .filter(each -> each.state().id().equals(said.step()) && each.markable())
                            .findFirst()
                            .orElseThrow(() -> CannotDo.because("note", "steps.cannot.no_step"));
                    refuse(line, said);
                    var now = reader.now();
                    var mark = Ids.next();
                    rows.add(
                            id,
                            new StepRows.Mark(
                                    mark,
                                    said.step(),
                                    said.done(),
                                    doneAt(said.doneAt(), now),
                                    now,
                                    viewer.staff(),
                                    door.seal(id, StepRows.markNotePlace(mark), said.note())));
                    if (said.done() && status(reader.of(file), line.state().item()) != Status.DONE) {
                        throw CannotDo.because("done", "steps.cannot.too_early");
                    }
                    told(
                            viewer,
                            file,
                            said.done() ? "steps.told.done" : "steps.told.not_done",
                            line.state().item(),
                            "",
                            said.note());
                    return mark;
                })
                .id();
    }

    private static void refuse(Line line, NewMark said) {
        if (!said.seen().equals(line.seen())) {
            throw CannotDo.overtaken("note", "steps.cannot.done_meanwhile");
        }
        if (!said.done()) {
            if (!line.said()) {
                throw CannotDo.overtaken("note", "steps.cannot.not_said_done");
            }
            return;
        }
        switch (line.state().status()) {
            case DONE -> throw CannotDo.overtaken("note", "steps.cannot.done_meanwhile");
            case NOT_NEEDED -> throw CannotDo.overtaken("note", "steps.cannot.not_needed");
            case NOW, LATE, LATER -> {
                if (line.needsNote() && said.note().isBlank()) {
                    throw CannotDo.because("note", "steps.error.note");
                }
            }
        }
    }

    /** Clocks differ a little: what was done a moment ahead of ours was done now. */
    private static Instant doneAt(@Nullable Instant said, Instant now) {
        if (said == null) {
            return now;
        }
        if (said.isAfter(now.plusSeconds(120))) {
            throw CannotDo.because("done", "steps.error.future");
        }
        return said.isAfter(now) ? now : said;
    }

    private CaseFacts enterOpen(Viewer viewer, CaseId id) {
        var file = door.enterToChange(viewer, Need.WORK_ON_CASE, id);
        if (file.status() == CaseStatus.CLOSED) {
            throw CannotDo.overtaken("", "steps.cannot.closed");
        }
        return file;
    }

    private static Status status(StepInputs inputs, Protocol.Item item) {
        return inputs.stand().find(item.id()).orElseThrow().status();
    }

    private void told(Viewer viewer, CaseFacts file, String key, Protocol.Item item, String answer, String note) {
        var words = new StringBuilder(item.title().in(viewer.language()));
        if (!answer.isEmpty()) {
            words.append("\n").append(answer);
        }
        if (!note.isBlank()) {
            words.append("\n").append(note);
        }
        door.audit(viewer, Action.CHANGED, file, Purpose.CASE_WORK);
        door.tell(file.id(), viewer, EntryKind.STEP, key, words.toString());
        kept.keep(file.id());
    }
}
