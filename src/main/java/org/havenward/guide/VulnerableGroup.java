package org.havenward.guide;

import java.util.Locale;

/** Young people whom traffickers look for more often (the guide's section Vulnerable Populations). */
public record VulnerableGroup(String id, int version, String source, InBoth<Words> words) implements Entry {
    public String name(Locale language) {
        return words.in(language).name();
    }

    @Override
    public String text(Locale language) {
        return words.in(language).text();
    }

    /** What helps them. */
    public String helps(Locale language) {
        return words.in(language).helps();
    }

    public record Words(String name, String text, String helps) {}
}
