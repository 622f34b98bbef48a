package org.havenward.guide;

import java.util.Locale;

/** Something that can make life harder for a child (Figure 1). Read by adults; never recorded about a student. */
public record RiskFactor(String id, int version, Side kind, String source, InBoth<Words> words) implements Entry {
    @Override
    public String text(Locale language) {
        return words.in(language).text();
    }

    /** The support that may be needed: what the product records instead. */
    public String support(Locale language) {
        return words.in(language).support();
    }

    public record Words(String text, String support) {}
}
