package org.havenward.concern.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.concern.NewConcern;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/** What the concern form takes: text as it was typed, which is all kept while something is mended. */
public record ConcernForm(
        @Nullable String act,
        @Nullable String draft,
        @Nullable String immediateDanger,
        @Nullable String schoolId,
        @Nullable String studentId,
        @Nullable String studentWords,
        @Nullable String studentDescription,
        @Nullable String narrative,
        @Nullable String observedDate,
        @Nullable String observedTime,
        @Nullable String place,
        List<String> indicators,
        List<String> involved,
        @Nullable String involvedWords) {
    static final String UNKNOWN = "unknown";
    /** A phone's clock may run ahead a little. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final Duration LONG_AGO = Duration.ofDays(366L * 20);
    private static final int MOST_NAMED = 500;
    private static final int MOST_INDICATORS = 100;

    @SuppressWarnings("NullableProblems")
    public ConcernForm(
            @Nullable String act,
            @Nullable String draft,
            @Nullable String immediateDanger,
            @Nullable String schoolId,
            @Nullable String studentId,
            @Nullable String studentWords,
            @Nullable String studentDescription,
            @Nullable String narrative,
            @Nullable String observedDate,
            @Nullable String observedTime,
            @Nullable String place,
            @Nullable List<String> indicators,
            @Nullable List<String> involved,
            @Nullable String involvedWords) {
        this.act = act;
        this.draft = draft;
        this.immediateDanger = immediateDanger;
        this.schoolId = schoolId;
        this.studentId = studentId;
        this.studentWords = studentWords;
        this.studentDescription = studentDescription;
        this.narrative = narrative;
        this.observedDate = observedDate;
        this.observedTime = observedTime;
        this.place = place;
        this.indicators = wholesome(indicators, MOST_INDICATORS);
        this.involved = wholesome(involved, MOST_NAMED);
        this.involvedWords = involvedWords;
    }

    /** What the form is checked against. */
    record Known(
            Instant now,
            ZoneId zone,
            Set<SchoolId> schools,
            Set<String> indicators,
            Set<StaffId> staff,
            StaffId writer) {}

    static ConcernForm blank(UUID draft, @Nullable StudentId student, Instant now, ZoneId zone) {
        var here = now.atZone(zone);
        return new ConcernForm(
                null,
                draft.toString(),
                null,
                null,
                student == null ? null : student.value().toString(),
                null,
                null,
                null,
                here.toLocalDate().toString(),
                here.toLocalTime()
                        .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                        .toString(),
                null,
                null,
                null,
                null);
    }

    private static List<String> wholesome(@Nullable List<String> values, int most) {
        return values == null
                ? List.of()
                : values.stream()
                        .filter(value -> value != null && !value.isBlank())
                        .distinct()
                        .limit(most)
                        .toList();
    }

    Optional<StudentId> student() {
        return Given.id(studentId).map(StudentId::new);
    }

    Set<StaffId> named() {
        return involved.stream()
                .flatMap(id -> Given.id(id).stream())
                .map(StaffId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public boolean danger() {
        return "yes".equals(immediateDanger);
    }

    /** Whether there is anything to keep. */
    boolean empty() {
        return Given.text(narrative).isBlank()
                && Given.text(studentDescription).isBlank()
                && student().isEmpty()
                && indicators.isEmpty()
                && involved.isEmpty();
    }

    /** The school that the concern goes to: the student's, the one chosen, or the only one. */
    Optional<SchoolId> school(@Nullable Student student, Set<SchoolId> schools) {
        if (student != null && schools.contains(student.school())) {
            return Optional.of(student.school());
        }
        if (schools.size() == 1) {
            return schools.stream().findFirst();
        }
        return Given.id(schoolId).map(SchoolId::new).filter(schools::contains);
    }

    /**
     * Checks, in the order of the form.
     *
     * @param student who was chosen, where the writer may raise a concern about them
     * @param at when it was seen, where a program said so; else what the form's fields say
     */
    FormErrors check(Known known, @Nullable Student student, @Nullable Instant at) {
        var errors = new FormErrors();
        var described = !Given.text(studentDescription).isBlank();
        if (student().isPresent() && student == null && !described) {
            errors.add("studentWords", "concern.error.student-elsewhere");
        } else if (student == null && !described) {
            errors.add(UNKNOWN.equals(studentId) ? "studentDescription" : "studentWords", "concern.error.student");
        }
        if (Given.text(studentDescription).length() > NewConcern.DESCRIPTION) {
            errors.add("studentDescription", "concern.error.too-long", NewConcern.DESCRIPTION);
        }
        if (school(student, known.schools()).isEmpty()) {
            errors.add("schoolId", "concern.error.school");
        }
        if (Given.text(narrative).isBlank()) {
            errors.add("narrative", "concern.error.narrative");
        } else if (Given.text(narrative).length() > NewConcern.NARRATIVE) {
            errors.add("narrative", "concern.error.too-long", NewConcern.NARRATIVE);
        }
        checkObserved(errors, known, at);
        if (Given.text(place).length() > NewConcern.PLACE) {
            errors.add("place", "concern.error.too-long", NewConcern.PLACE);
        }
        if (!known.indicators().containsAll(indicators)) {
            errors.add("indicators", "concern.error.indicators");
        }
        if (named().size() < involved.size() || !known.staff().containsAll(named())) {
            errors.add("involvedWords", "concern.error.involved");
        }
        if (named().contains(known.writer())) {
            errors.add("involvedWords", "concern.error.yourself");
        }
        return errors;
    }

    private void checkObserved(FormErrors errors, Known known, @Nullable Instant at) {
        var observed = at == null ? observed(known) : Optional.of(at);
        if (observed.isEmpty()) {
            errors.add("observed", "concern.error.when");
        } else if (observed.get().isAfter(known.now().plus(AHEAD))) {
            errors.add("observed", "concern.error.future");
        } else if (observed.get().isBefore(known.now().minus(LONG_AGO))) {
            errors.add("observed", "concern.error.long-ago");
        }
    }

    /**
     * The day and time. A day alone is its first moment, which is never ahead and the same whenever the form is sent: a
     * second click on "send" is the same concern. Pages show such a moment as the day alone.
     */
    private Optional<Instant> observed(Known known) {
        try {
            var day = LocalDate.parse(Given.text(observedDate).strip());
            if (Given.text(observedTime).isBlank()) {
                return Optional.of(day.atStartOfDay(known.zone()).toInstant());
            }
            return Optional.of(
                    day.atTime(LocalTime.parse(Given.text(observedTime).strip()))
                            .atZone(known.zone())
                            .toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The concern; only after {@link #check} found nothing. */
    NewConcern concern(Known known, @Nullable Student student, @Nullable Instant at) {
        var named = new HashSet<>(named());
        named.remove(known.writer());
        return new NewConcern(
                school(student, known.schools()).orElseThrow(),
                student == null ? null : student.id(),
                Given.orNull(studentDescription),
                Given.text(narrative),
                at == null ? observed(known).orElseThrow() : at,
                Given.orNull(place),
                indicators,
                danger(),
                named,
                Given.id(draft).orElse(null));
    }
}
