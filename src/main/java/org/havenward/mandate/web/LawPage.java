package org.havenward.mandate.web;

import java.time.LocalDate;
import java.util.List;
import org.havenward.mandate.Law;
import org.havenward.mandate.LawField;
import org.havenward.mandate.LawReviewed;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * The law of the district's state on a day.
 *
 * @param stateName in the reader's language
 * @param dayTyped what stands in the field of the day
 * @param mayReview whether the reader confirms and corrects it
 */
public record LawPage(
        String stateName,
        LocalDate on,
        boolean today,
        String dayTyped,
        FormErrors errors,
        List<Row> rows,
        List<Call> callFirst,
        List<Source> sources,
        LawReviewed reviewed,
        boolean mayReview) {
    /** @param number to call; null for a local office whose number the district has not entered */
    public record Call(String says, @Nullable String number) {}

    /**
     * One part.
     *
     * @param safeDefault what is done where the law is not known; null where it is
     * @param next from when another version holds; null for none
     * @param review who reviewed it last and until when it counts; null for nobody
     */
    public record Row(
            LawField field,
            List<String> says,
            @Nullable String safeDefault,
            String grounds,
            @Nullable String next,
            Law.Standing standing,
            @Nullable String review) {
        public String tone() {
            return switch (standing) {
                case REVIEWED -> "done";
                case LAPSED, UNREVIEWED -> "late";
            };
        }
    }

    /** What a code stands for, where it is on the web, and what was seen there; empty for nothing. */
    public record Source(String code, String says, String at, String seen) {}
}
