package org.havenward.casework.web;

import java.util.List;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseNames;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.web.ApiPage;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom a case is about and how they want to be spoken of, for programs. */
@RestController
@RequestMapping("/api/v1/cases/{id}/student")
class CaseStudentApi {
    private final CaseNames names;
    private final ApiSending sending;

    CaseStudentApi(CaseNames names, ApiSending sending) {
        this.names = names;
        this.sending = sending;
    }

    record Found(UUID id, String name, String grade, UUID schoolId, String schoolName, boolean enrolled) {
        static Found of(Student student) {
            return new Found(
                    student.id().value(),
                    student.name(),
                    student.grade(),
                    student.school().value(),
                    student.schoolName(),
                    student.enrolled());
        }
    }

    record Made(UUID id) {}

    /** What the student asked for; what is left out is kept as none. */
    record Words(
            @Nullable String called,
            @Nullable String pronouns,
            @Nullable String ownWord) {}

    record Whom(@Nullable String studentId) {}

    /** Students of the roster by name, to say whom the case is about. */
    @GetMapping("/candidates")
    @Needs(Need.LEAD_CASE)
    ApiPage<Found> find(Viewer viewer, @PathVariable String id, @RequestParam(required = false) @Nullable String q) {
        List<Found> found = names.find(viewer, Submission.caseId(id), Submission.query(q)).stream()
                .map(Found::of)
                .toList();
        return new ApiPage<>(found, null);
    }

    @PostMapping("/words")
    @Needs(Need.WORK_ON_CASE)
    Made call(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Words body) {
        var caseId = Submission.caseId(id);
        var form = new StudentForm(body.called(), body.pronouns(), body.ownWord(), null, null);
        return new Made(sending.send(viewer, form.check(), key, once -> {
            names.call(
                    viewer,
                    caseId,
                    Submission.text(form.called()),
                    Submission.text(form.pronouns()),
                    Submission.text(form.ownWord()),
                    once);
            return caseId.value();
        }));
    }

    @PostMapping
    @Needs(Need.LEAD_CASE)
    Made recognize(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody Whom body) {
        var caseId = Submission.caseId(id);
        var form = new StudentForm(null, null, null, body.studentId(), null);
        return new Made(sending.send(viewer, form.checkStudent(), key, once -> {
            names.recognize(
                    viewer, caseId, new StudentId(Submission.id(form.student()).orElseThrow()), once);
            return caseId.value();
        }));
    }
}
