package org.havenward.guide;

import java.util.Locale;

/** Something staff may notice (Figure 2). Nothing counts them, weighs them, or adds them up. */
public record Indicator(String id, int version, Side kind, String source, InBoth<Words> words) implements Entry {
    @Override
    public String text(Locale language) {
        return words.in(language).text();
    }

    /** What it can look like at school. */
    public String atSchool(Locale language) {
        return words.in(language).atSchool();
    }

    /** Other, ordinary reasons it may have. */
    public String otherReasons(Locale language) {
        return words.in(language).otherReasons();
    }

    public record Words(String text, String atSchool, String otherReasons) {}
}
