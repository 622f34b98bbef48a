package org.havenward.office.web;

import java.time.Instant;
import java.util.UUID;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.audit.AuditTrail;
import org.havenward.district.SchoolCalendar;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
class AuditApi {
    private final AuditTrail trail;
    private final SchoolCalendar calendar;

    AuditApi(AuditTrail trail, SchoolCalendar calendar) {
        this.trail = trail;
        this.calendar = calendar;
    }

    /** The district's log, newest first: {@code who}, {@code action}, {@code kind}, {@code from}, and {@code to} filter it. */
    @GetMapping
    @Needs(Need.READ_AUDIT)
    @Transactional
    ApiPage<Entry> log(
            Viewer viewer,
            @ModelAttribute LogForm form,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        var errors = form.check();
        if (errors.any()) {
            throw ApiProblem.of(errors);
        }
        var most = ApiPage.limit(limit);
        var entries = trail.all(viewer, form.filter(calendar.zone()), most + 1, after).stream()
                .map(Entry::of)
                .toList();
        return ApiPage.of(entries, most, entry -> entry.id().toString());
    }

    record Entry(
            UUID id,
            Instant at,
            @Nullable UUID staffId,
            String name,
            String action,
            String kind,
            UUID recordId,
            @Nullable UUID schoolId,
            @Nullable UUID studentId,
            String purpose) {
        static Entry of(AuditTrail.Line line) {
            var school = line.what().school();
            return new Entry(
                    line.id(),
                    line.at(),
                    line.who() == null ? null : line.who().value(),
                    line.name(),
                    line.action().name(),
                    line.what().kind().name(),
                    line.what().id(),
                    school == null ? null : school.value(),
                    line.about() == null ? null : line.about().value(),
                    line.why().name());
        }
    }
}
