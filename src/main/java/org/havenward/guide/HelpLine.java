package org.havenward.guide;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom to call.
 *
 * @param call the number as people write it
 * @param textTo where a text message goes, where that works
 * @param checked the month in which someone last looked the number up, such as {@code 2026-11}
 */
public record HelpLine(
        String id,
        int version,
        String source,
        String call,
        @Nullable String textTo,
        String checked,
        InBoth<Words> words)
        implements Entry {
    public String name(Locale language) {
        return words.in(language).name();
    }

    /** When to call it. */
    @Override
    public String text(Locale language) {
        return words.in(language).text();
    }

    public String hours(Locale language) {
        return words.in(language).hours();
    }

    /** The number for a {@code tel:} link. */
    public String callLink() {
        return "tel:" + digits(call);
    }

    /** The number for an {@code sms:} link. */
    public Optional<String> textLink() {
        return Optional.ofNullable(textTo).map(number -> "sms:" + digits(number));
    }

    private static String digits(String number) {
        return number.replace("-", "");
    }

    public record Words(String name, String text, String hours) {}
}
