package org.havenward.concern.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.CaseOpenedMeanwhileException;
import org.havenward.concern.ChangedMeanwhileException;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernReading;
import org.havenward.concern.IllegalTransition;
import org.havenward.concern.Triage;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Triage for programs. */
@RestController
@RequestMapping("/api/v1/concerns/{id}")
class TriageApi {
    private final Triage triage;
    private final ConcernReading reading;

    TriageApi(Triage triage, ConcernReading reading) {
        this.triage = triage;
        this.reading = reading;
    }

    record Case(UUID id, String number, Instant openedAt) {
        static Case of(CaseDesk.CaseSummary known) {
            return new Case(known.id(), known.number(), known.openedAt());
        }
    }

    /**
     * What came before.
     *
     * @param cases about the student, which one may open
     * @param someoneElseHasACase whether there is an open case that one may not open
     * @param addable of those, the ones to which a coordinator may add the concern
     * @param seen to send along as {@code earlierCasesSeen} when a case is opened after this look
     */
    record Earlier(
            List<ConcernApi.Queued> concerns,
            List<Case> cases,
            boolean someoneElseHasACase,
            List<Case> addable,
            @Nullable String seen) {}

    /** Earlier concerns and cases about the same student: to look at before a case is opened. */
    @GetMapping("/earlier")
    @Needs(Need.TRIAGE_CONCERN)
    Earlier earlier(Viewer viewer, @PathVariable UUID id) {
        var found = reading.earlier(viewer, new ConcernId(id));
        return new Earlier(
                found.concerns().stream().map(ConcernApi::queued).toList(),
                found.cases().stream().map(Case::of).toList(),
                found.elsewhere().any(),
                found.elsewhere().addable().stream().map(Case::of).toList(),
                Given.orNull(found.seen()));
    }

    /** Acknowledges; once is enough, and again changes nothing. */
    @PostMapping("/acknowledgment")
    @Needs(Need.TRIAGE_CONCERN)
    ConcernApi.TriageWhole acknowledge(
            Viewer viewer, @PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        triage.acknowledge(viewer, new ConcernId(id), Given.apiKey(key));
        return shown(viewer, id);
    }

    /** Asks the coordinators for help, where the student has a case that one may not open. */
    @PostMapping("/coordinator")
    @Needs(Need.TRIAGE_CONCERN)
    ConcernApi.TriageWhole askCoordinator(
            Viewer viewer, @PathVariable UUID id, @RequestHeader("Idempotency-Key") String key) {
        triage.askCoordinator(viewer, new ConcernId(id), Given.apiKey(key));
        return shown(viewer, id);
    }

    /**
     * A decision.
     *
     * @param outcome {@code join-case} (with {@code caseId}), {@code open-case} (with {@code earlierCasesChecked},
     *     and {@code earlierCasesSeen} as {@code seen} of {@code GET …/earlier} said),
     *     {@code route} (with {@code to} and {@code reason}), or {@code ask-more} (with {@code question})
     * @param version the version that was looked at; where another one is current, nothing is done (409)
     */
    record Decision(
            @Nullable String outcome,
            @Nullable String caseId,
            @Nullable Boolean earlierCasesChecked,
            @Nullable String earlierCasesSeen,
            @Nullable String to,
            @Nullable String reason,
            @Nullable String question,
            @Nullable Integer version) {}

    @PostMapping("/outcome")
    @Needs(Need.TRIAGE_CONCERN)
    ConcernApi.TriageWhole decide(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody @Nullable Decision body) {
        var form = body == null
                ? TriageForm.BLANK
                : new TriageForm(
                        body.outcome(),
                        body.caseId(),
                        Boolean.TRUE.equals(body.earlierCasesChecked()) ? "yes" : null,
                        body.earlierCasesSeen(),
                        body.to(),
                        body.reason(),
                        body.question(),
                        null);
        var errors = form.check();
        if (errors.any()) {
            throw ApiProblem.of(errors);
        }
        attempt(() -> triage.decide(
                viewer, new ConcernId(id), form.decided(), body == null ? null : body.version(), Given.apiKey(key)));
        return shown(viewer, id);
    }

    record Person(@Nullable String staffId) {}

    @PostMapping("/exclusions")
    @Needs(Need.TRIAGE_CONCERN)
    ResponseEntity<Void> exclude(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody @Nullable Person body) {
        var usable = Given.apiKey(key);
        withStaff(body, staff -> triage.exclude(viewer, new ConcernId(id), staff, usable));
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/exclusions/{staffId}")
    @Needs(Need.TRIAGE_CONCERN)
    ResponseEntity<Void> readmit(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID staffId,
            @RequestHeader("Idempotency-Key") String key) {
        triage.readmit(viewer, new ConcernId(id), new StaffId(staffId), Given.apiKey(key));
        return ResponseEntity.noContent().build();
    }

    record Link(@Nullable String studentId) {}

    /** Says which student a concern is about that only described them. */
    @PostMapping("/student")
    @Needs(Need.TRIAGE_CONCERN)
    ConcernApi.TriageWhole link(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody @Nullable Link body) {
        var student = Given.id(body == null ? null : body.studentId())
                .orElseThrow(() -> missing("studentId", "Give a student's id."));
        attempt(() -> triage.linkStudent(viewer, new ConcernId(id), new StudentId(student), Given.apiKey(key)));
        return shown(viewer, id);
    }

    private static void withStaff(@Nullable Person body, Consumer<StaffId> work) {
        var person = body == null ? new Person(null) : body;
        var staff = Given.id(person.staffId()).orElseThrow(() -> missing("staffId", "Give a staff member's id."));
        work.accept(new StaffId(staff));
    }

    private static ApiProblem missing(String field, String how) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, "fields", how, Map.of(field, how));
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (ChangedMeanwhileException late) {
            throw conflict(
                    "changed", "Something happened to this concern meanwhile. Look at it and decide again.", late);
        } catch (CaseOpenedMeanwhileException late) {
            throw conflict(
                    "case-opened",
                    "A case about this student was opened meanwhile. Look at GET …/earlier, and send its seen as earlierCasesSeen"
                            + " where a second case is right.",
                    late);
        } catch (IllegalTransition late) {
            throw conflict("decided", "Someone else was first: this concern allows that no more. Look at it.", late);
        }
    }

    private static ApiProblem conflict(String code, String detail, Throwable cause) {
        var problem = new ApiProblem(HttpStatus.CONFLICT, code, detail);
        problem.initCause(cause);
        return problem;
    }

    private ConcernApi.TriageWhole shown(Viewer viewer, UUID id) {
        return ConcernApi.whole(reading.open(viewer, new ConcernId(id)));
    }
}
