package org.havenward.mandate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.havenward.district.StaffId;

/**
 * What the district found when it looked a part of the law up. Never changed: a later look is a row of its own.
 *
 * @param effectiveFrom the first day of the version that it is about
 * @param value what holds, as confirmed or corrected
 * @param source what was looked at, in the reviewer's words
 * @param lookedOn when
 * @param nextReview by when it is looked at again; past it the review has lapsed
 */
public record LawReview(
        UUID id,
        LawField field,
        Kind kind,
        LocalDate effectiveFrom,
        LawValue value,
        String source,
        LocalDate lookedOn,
        LocalDate nextReview,
        StaffId by,
        Instant at) {
    public enum Kind {
        CONFIRMED,
        CORRECTED;

        /** The message key of its name. */
        public String key() {
            return "law.review." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
