package org.havenward.casework;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judgments: whether the student is safe now, what an assessment points to, and whether trafficking is confirmed. Each is a
 * person's, in words, with reasons, and stays; the newest on a matter counts.
 */
@Service
@Transactional
public class CaseJudgments {
    /** The longest reasons, in characters. */
    public static final int LONGEST = 20_000;

    private final Doorstep doorstep;
    private final JudgmentRows rows;
    private final Chronology chronology;
    private final Safety safety;
    private final SafetyRows safetyRows;
    private final AssessmentRows assessments;
    private final CaseWords words;
    private final TokenIndex index;
    private final FormDrafts drafts;
    private final Directory directory;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    @SuppressWarnings("TooManyParameters")
    CaseJudgments(
            Doorstep doorstep,
            JudgmentRows rows,
            Chronology chronology,
            Safety safety,
            SafetyRows safetyRows,
            AssessmentRows assessments,
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
        this.chronology = chronology;
        this.safety = safety;
        this.safetyRows = safetyRows;
        this.assessments = assessments;
        this.words = words;
        this.index = index;
        this.drafts = drafts;
        this.directory = directory;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /** @param support the support that stays, where trafficking is not confirmed */
    public record Line(
            UUID id,
            Conclusion conclusion,
            Set<Conclusion.Basis> basis,
            @Nullable UUID assessment,
            SealedWords reasons,
            SealedWords support,
            Instant at,
            String by) {}

    /**
     * Whether the student is safe now. Anyone of the team may say that they are not; that they are, or that it is not clear
     * yet, says who leads the case.
     *
     * @param seen what {@link #saidOfSafety} was when this was decided: where more was said since, nothing is done, except
     *     that "not safe" is always taken
     */
    public UUID onSafety(
            Viewer viewer, CaseId id, @Nullable String seen, Conclusion conclusion, String reasons, String key) {
        requireMatter(conclusion, Conclusion.Matter.SAFETY);
        var said = new Judged(conclusion, Set.of(), null, reasons, "", "safety");
        return conclusion == Conclusion.NOT_SAFE
                ? judge(viewer, Need.WORK_ON_CASE, id, said, key, file -> {})
                : judge(viewer, Need.LEAD_CASE, id, said, key, file -> {
                    if (!safetyRows.said(id).equals(seen)) {
                        throw CannotDo.overtaken("to", "casework.cannot.safety_moved");
                    }
                });
    }

    /** Stands for all that was said of the student's safety so far, for the form of {@link #onSafety}. */
    public String saidOfSafety(Viewer viewer, CaseId id) {
        doorstep.enter(viewer, Need.OPEN_CASE, id);
        return safetyRows.said(id);
    }

    /** What an assessment points to. */
    public UUID onAssessment(
            Viewer viewer, CaseId id, UUID assessment, Conclusion conclusion, String reasons, String key) {
        requireMatter(conclusion, Conclusion.Matter.TRAFFICKING);
        doorstep.enter(viewer, Need.LEAD_CASE, id);
        if (assessments.find(id, assessment).isEmpty()) {
            throw new RefusedException(Decision.Reason.NOT_ON_TEAM);
        }
        var form = "judgment/" + assessment;
        var said = new Judged(conclusion, Set.of(), assessment, reasons, "", form);
        return judge(viewer, Need.LEAD_CASE, id, said, key, file -> {});
    }

    /**
     * Whether trafficking is confirmed, what a student took back, or says again. Confirming moves the case to
     * {@link CaseStatus#CONFIRMED}; not confirming leads a confirmed case back to suspicion; the rest moves nothing.
     *
     * @param seen the state it had when this was decided: where that changed meanwhile, nothing is done
     * @param basis what a confirmation rests on
     * @param support which support stays with the student, where it is not confirmed
     */
    public UUID onConfirmation(
            Viewer viewer,
            CaseId id,
            CaseStatus seen,
            Conclusion conclusion,
            Set<Conclusion.Basis> basis,
            String reasons,
            String support,
            String key) {
        requireMatter(conclusion, Conclusion.Matter.CONFIRMATION);
        if (conclusion == Conclusion.CONFIRMED && basis.isEmpty()) {
            throw CannotDo.because("basis", "casework.error.basis_missing");
        }
        if (conclusion == Conclusion.NOT_CONFIRMED && support.isBlank()) {
            throw CannotDo.because("support", "casework.error.support_missing");
        }
        var said = new Judged(
                conclusion,
                conclusion == Conclusion.CONFIRMED ? basis : Set.of(),
                null,
                reasons,
                conclusion == Conclusion.NOT_CONFIRMED ? support : "",
                "confirmation");
        return judge(viewer, Need.LEAD_CASE, id, said, key, file -> {
            if (file.status() != seen) {
                throw CannotDo.overtaken("to", "casework.cannot.status_moved");
            }
        });
    }

    /** All judgments of a case, the newest first. */
    public List<Line> of(Viewer viewer, CaseId id) {
        var file = doorstep.enter(viewer, Need.OPEN_CASE, id);
        audit.log(viewer, Action.OPENED, file.ref(), file.student(), Purpose.CASE_WORK);
        return lines(file);
    }

    /** Since when someone has said that the student is not safe now, and nobody who leads the case has said otherwise. */
    public Optional<Instant> unsafeSince(Viewer viewer, CaseId id) {
        doorstep.enter(viewer, Need.OPEN_CASE, id);
        return safetyRows.unsafeSince(id);
    }

    private record Judged(
            Conclusion conclusion,
            Set<Conclusion.Basis> basis,
            @Nullable UUID assessment,
            String reasons,
            String support,
            String form) {}

    private UUID judge(Viewer viewer, Need need, CaseId id, Judged said, String key, Consumer<CaseFile> requireStill) {
        doorstep.enter(viewer, need, id);
        var fingerprint = words.fingerprint(
                id.value(),
                said.conclusion(),
                said.basis().isEmpty() ? "" : EnumSet.copyOf(said.basis()),
                String.valueOf(said.assessment()),
                said.reasons(),
                said.support());
        return onceOnly.once(viewer.staff().value(), "casework.judgment", key, fingerprint, () -> {
                    var file = doorstep.enterToChange(viewer, need, id);
                    requireStill.accept(file);
                    if (file.status() == CaseStatus.CLOSED) {
                        throw CannotDo.because("to", "casework.cannot.closed_judgment");
                    }
                    if (said.reasons().isBlank()) {
                        throw CannotDo.because("reasons", "casework.error.judgment_missing");
                    }
                    return keep(viewer, file, said);
                })
                .id();
    }

    private UUID keep(Viewer viewer, CaseFile file, Judged said) {
        var found = file.opened();
        var entry = NewEntry.of(EntryKind.JUDGMENT)
                .words(said.reasons())
                .code(said.conclusion().told());
        file.write(entry);
        move(file, said.conclusion());
        rows.append(
                found.id(),
                new JudgmentRows.Row(
                        entry.id(),
                        said.conclusion(),
                        said.basis(),
                        said.assessment(),
                        words.seal(found.key(), JudgmentRows.supportPlace(entry.id()), said.support()),
                        clock.instant(),
                        viewer.staff()));
        index.add(found.id(), said.support());
        doorstep.save(file, viewer.staff());
        audit.log(viewer, Action.DECIDED, found.ref(), found.student(), Purpose.CASE_WORK);
        drafts.discard(viewer, found.id(), said.form());
        follow(viewer, file, said.conclusion(), entry.id());
        return entry.id();
    }

    private static void move(CaseFile file, Conclusion conclusion) {
        switch (conclusion) {
            case CONFIRMED -> {
                if (file.status() != CaseStatus.SUSPICION) {
                    throw new IllegalTransition(
                            file.status(), CaseStatus.CONFIRMED, IllegalTransition.Why.NOT_FROM_HERE);
                }
                file.confirm(Judgment.NONE);
            }
            case NOT_CONFIRMED -> {
                // From suspicion there is nothing to take back; from recovery the case is looked at as confirmed first.
                if (file.status() != CaseStatus.SUSPICION) {
                    file.reconsider(Judgment.NONE);
                }
            }
            case SAFE, NOT_SAFE, SAFETY_UNCLEAR, INDICATED, NOT_INDICATED, MORE_NEEDED, TAKEN_BACK, SAID_AGAIN -> {}
        }
    }

    private void follow(Viewer viewer, CaseFile file, Conclusion conclusion, UUID judgment) {
        var found = file.opened();
        switch (conclusion) {
            case SAFE -> safety.clear(viewer, file, judgment);
            case NOT_SAFE -> safety.raiseFromJudgment(viewer, file, judgment);
            case CONFIRMED ->
                events.publishEvent(
                        new CaseConfirmed(viewer.district(), found.id(), found.school(), viewer.staff(), judgment));
            case SAFETY_UNCLEAR, INDICATED, NOT_INDICATED, MORE_NEEDED, NOT_CONFIRMED, TAKEN_BACK, SAID_AGAIN -> {}
        }
        events.publishEvent(new CaseProgressed(viewer.district(), found.id(), found.school(), judgment));
    }

    List<Line> lines(CaseFile.State file) {
        var found = rows.of(file.id());
        var entries = chronology.entries(
                file.id(), found.stream().map(JudgmentRows.Row::id).toList());
        Map<StaffId, StaffMember> names =
                directory.staff(found.stream().map(JudgmentRows.Row::by).collect(Collectors.toSet()));
        return found.stream()
                .map(row -> new Line(
                        row.id(),
                        row.conclusion(),
                        row.basis(),
                        row.assessment(),
                        Optional.ofNullable(entries.get(row.id()))
                                .map(entry -> words.open(file.key(), Chronology.place(row.id()), entry.words()))
                                .orElse(SealedWords.NONE),
                        words.open(file.key(), JudgmentRows.supportPlace(row.id()), row.support()),
                        row.at(),
                        Optional.ofNullable(names.get(row.by()))
                                .map(StaffMember::name)
                                .orElse("")))
                .toList();
    }

    private static void requireMatter(Conclusion conclusion, Conclusion.Matter matter) {
        if (conclusion.matter() != matter) {
            throw CannotDo.because("to", "casework.error.conclusion_missing");
        }
    }
}
