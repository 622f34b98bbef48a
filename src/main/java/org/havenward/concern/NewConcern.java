package org.havenward.concern;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;

/**
 * A concern as it is raised.
 *
 * @param student null where the name is not known; then there is a description
 * @param indicators ids of the guide's indicators; optional, never a score
 * @param named staff who may be involved: shut out from the record at once
 * @param draft the draft that it was written as
 */
public record NewConcern(
        SchoolId school,
        @Nullable StudentId student,
        @Nullable String studentDescription,
        String narrative,
        Instant observedAt,
        @Nullable String place,
        List<String> indicators,
        boolean immediateDanger,
        Set<StaffId> named,
        @Nullable UUID draft) {
    /** Longest texts, in characters. */
    public static final int NARRATIVE = 10_000;

    public static final int DESCRIPTION = 1_000;
    public static final int PLACE = 300;

    public NewConcern {
        if (student == null && (studentDescription == null || studentDescription.isBlank())) {
            throw new IllegalArgumentException("A concern is about a student, known or described");
        }
        if (narrative.isBlank() || narrative.length() > NARRATIVE) {
            throw new IllegalArgumentException("A concern has a narrative of at most " + NARRATIVE + " characters");
        }
        indicators = List.copyOf(indicators);
        named = Set.copyOf(named);
    }

    /** All of its content, to tell a repeated submission from another one under the same key. */
    String fingerprint() {
        return String.join(
                "\u001f",
                school.value().toString(),
                student == null ? "" : student.value().toString(),
                studentDescription == null ? "" : studentDescription,
                narrative,
                observedAt.toString(),
                place == null ? "" : place,
                String.join(",", indicators),
                String.valueOf(immediateDanger),
                String.join(
                        ",",
                        named.stream()
                                .map(who -> who.value().toString())
                                .sorted()
                                .toList()));
    }
}
