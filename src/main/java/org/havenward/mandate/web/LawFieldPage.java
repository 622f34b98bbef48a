package org.havenward.mandate.web;

import java.time.LocalDate;
import java.util.List;
import org.havenward.mandate.LawField;
import org.havenward.mandate.LawReview;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/**
 * One part of the law: what it says, what was found, and the form of the review.
 *
 * @param version the first day of the version that the form is about
 * @param shippedSays what the file says where the district has corrected it; empty where it has not
 * @param versions other versions, each with a link
 * @param lines how many lines to call the form offers
 * @param noteKey the message of what was just done; null for nothing
 */
public record LawFieldPage(
        LawPage.Row row,
        LocalDate version,
        List<String> shippedSays,
        List<Version> versions,
        List<Review> reviews,
        boolean mayReview,
        LawFieldForm form,
        int lines,
        FormErrors errors,
        @Nullable String noteKey) {
    public LawField field() {
        return row.field();
    }

    /** From 0. */
    public List<Integer> lineNumbers() {
        return java.util.stream.IntStream.range(0, lines).boxed().toList();
    }

    /** @param current whether the form is about it */
    public record Version(LocalDate from, List<String> says, String grounds, boolean current) {}

    /** A look at the law and who took it. */
    public record Review(LawReview review, String by, List<String> says) {}

    public static List<Option> options(org.havenward.web.Shell shell, String key, String... values) {
        return java.util.Arrays.stream(values)
                .map(value -> new Option(value, shell.t("law.choice." + key + "." + value)))
                .toList();
    }
}
