package org.havenward.district;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.codec.language.DoubleMetaphone;

/**
 * The words of a name as the search knows them: lower case, without accents. A word is found by its clues: three letters
 * in a row of it, and how it sounds.
 */
public final class NameWords {
    /** Longer words are cut: no name needs more, and a hostile one would cost. */
    private static final int LONGEST = 40;

    private static final int MOST_WORDS = 12;
    private static final DoubleMetaphone SOUNDS = new DoubleMetaphone();

    private NameWords() {}

    /**
     * The words under which a person is kept: "María José", "de la Cruz" is {@code maria jose de la cruz mariajose delacruz}.
     */
    public static Set<String> of(String givenName, String familyName) {
        var words = new LinkedHashSet<String>();
        for (var part : List.of(givenName, familyName)) {
            var split = split(part);
            words.addAll(split);
            if (split.size() > 1) {
                words.add(cut(String.join("", split)));
            }
        }
        return words;
    }

    /** The words of what someone typed, or of a part of a name. */
    public static List<String> split(String text) {
        var plain = plain(text);
        var words = new ArrayList<String>(3);
        int start = -1;
        for (int at = 0; at <= plain.length(); at++) {
            boolean inside = at < plain.length() && Character.isLetterOrDigit(plain.charAt(at));
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                words.add(cut(plain.substring(start, at)));
                start = -1;
                if (words.size() == MOST_WORDS) {
                    break;
                }
            }
        }
        return words;
    }

    /** What a word is found by. */
    public static Set<String> clues(String word) {
        var clues = new LinkedHashSet<String>();
        var padded = " " + word + " ";
        for (int at = 0; at + 3 <= padded.length(); at++) {
            clues.add(padded.substring(at, at + 3));
        }
        clues.addAll(sounds(word));
        return clues;
    }

    /** How a word sounds: one or two codes, each starting with {@code ~}; none where it has no sound to an English ear. */
    static Set<String> sounds(String word) {
        var sounds = new LinkedHashSet<String>();
        for (boolean alternate : new boolean[] {false, true}) {
            var code = SOUNDS.doubleMetaphone(word, alternate);
            if (code != null && !code.isBlank()) {
                sounds.add("~" + code);
            }
        }
        return sounds;
    }

    private static String plain(String text) {
        if (isAscii(text)) {
            return text.toLowerCase(Locale.ROOT).replace("'", "").replace("`", "");
        }
        var apart = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var plain = new StringBuilder(apart.length());
        for (int at = 0; at < apart.length(); at++) {
            char letter = apart.charAt(at);
            if (Character.getType(letter) == Character.NON_SPACING_MARK) {
                continue;
            }
            switch (letter) {
                case '\'', '`', '\u2019', '\u2018', '\u02bb', '\u02bc', '\u00b4' -> {}
                case 'ß' -> plain.append("ss");
                case 'æ' -> plain.append("ae");
                case 'œ' -> plain.append("oe");
                case 'ø' -> plain.append('o');
                case 'đ', 'ð' -> plain.append('d');
                case 'þ' -> plain.append("th");
                case 'ł' -> plain.append('l');
                case 'ħ' -> plain.append('h');
                case 'ı' -> plain.append('i');
                case 'ŋ' -> plain.append('n');
                default -> plain.append(letter);
            }
        }
        return plain.toString();
    }

    private static String cut(String word) {
        return word.length() <= LONGEST ? word : word.substring(0, LONGEST);
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }
}
