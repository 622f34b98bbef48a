package org.havenward.guide;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a word means here (the guide's Terms and Definitions, and the principles it states). */
public record Term(String id, int version, String source, InBoth<Words> words) implements Entry {
    public String name(Locale language) {
        return words.in(language).name();
    }

    @Override
    public String text(Locale language) {
        return words.in(language).text();
    }

    public Optional<String> more(Locale language) {
        return Optional.ofNullable(words.in(language).more());
    }

    public record Words(String name, String text, @Nullable String more) {}
}
