package org.havenward.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/**
 * What a password has to be, by NIST SP 800-63B revision 4, section 3.1.1.2: at least 15 characters where it stands
 * alone, and (stricter than its 8) 12 where a second factor stands beside it; long ones and any character are welcome; nothing
 * that many people use or that names the person or this system; no rules on kinds of characters; no forced change.
 */
public final class PasswordRules {
    public static final int LEAST_ALONE = 15;
    public static final int LEAST_WITH_SECOND_FACTOR = 12;
    public static final int MOST = 256;

    /** What has to be left once common words, repetitions, and runs are taken away. */
    private static final int LEAST_OF_ITS_OWN = 6;

    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String RUNS =
            "abcdefghijklmnopqrstuvwxyz|qwertyuiop|asdfghjkl|zxcvbnm|qwertzuiop|1qaz2wsx3edc4rfv"
                    + "|01234567890|09876543210|zyxwvutsrqponmlkjihgfedcba";
    private static final List<String> COMMON = common();

    private PasswordRules() {}

    /** What is wrong with a password. */
    public enum Fault {
        TOO_SHORT,
        TOO_LONG,
        TOO_COMMON
    }

    public static int least(boolean secondFactor) {
        return secondFactor ? LEAST_WITH_SECOND_FACTOR : LEAST_ALONE;
    }

    /**
     * @param secondFactor whether a second factor stands beside it
     * @param context the person's name, e-mail, district, and school
     */
    public static Optional<Fault> fault(String password, boolean secondFactor, Collection<String> context) {
        var characters = normal(password).codePointCount(0, normal(password).length());
        if (characters < least(secondFactor)) {
            return Optional.of(Fault.TOO_SHORT);
        }
        if (characters > MOST) {
            return Optional.of(Fault.TOO_LONG);
        }
        return own(password, context) < LEAST_OF_ITS_OWN ? Optional.of(Fault.TOO_COMMON) : Optional.empty();
    }

    /** One form for what different keyboards type alike. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private static int own(String password, Collection<String> context) {
        var left = plain(password);
        var words = Stream.concat(
                        context.stream()
                                .flatMap(phrase -> Stream.of(APART.split(phrase)))
                                .map(PasswordRules::plain)
                                .filter(word -> word.length() > 2),
                        COMMON.stream())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var word : words) {
            left = left.replace(word, "");
        }
        left = withoutRuns(left);
        return (int) left.chars().distinct().count() < 4 ? 0 : left.length();
    }

    /** Small letters and digits, with the usual disguises (p@ssw0rd) taken off. */
    private static String plain(String text) {
        return APART.matcher(normal(text)
                        .toLowerCase(Locale.ROOT)
                        .replace('@', 'a')
                        .replace('$', 's')
                        .replace('!', 'i')
                        .replace('0', 'o')
                        .replace('3', 'e'))
                .replaceAll("");
    }

    private static String withoutRuns(String text) {
        var runs = RUNS.replace('0', 'o').replace('3', 'e');
        var left = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            var length = 1;
            while (at + length < text.length() && runs.contains(text.substring(at, at + length + 1))) {
                length++;
            }
            if (length < 4) {
                left.append(text, at, at + length);
            }
            at += length;
        }
        return left.toString();
    }

    private static List<String> common() {
        try {
            return new ClassPathResource("content/access/common-passwords.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(PasswordRules::plain)
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
