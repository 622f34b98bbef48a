package org.havenward.district;

import java.util.HashSet;
import java.util.Set;

/** How near a word of a name is to what someone typed: 1 the same, 0 something else. It orders a list and nothing more. */
final class Likeness {
    private Likeness() {}

    static double of(String typed, String word) {
        if (typed.equals(word)) {
            return 1;
        }
        if (typed.length() < 2) {
            return 0;
        }
        double longer = (double) typed.length() / Math.max(word.length(), 1);
        if (word.startsWith(typed)) {
            return 0.9 + 0.08 * longer;
        }
        int slips = slips(typed, word);
        boolean soundsAlike = soundsAlike(typed, word);
        if (slips == 1 && Math.min(typed.length(), word.length()) >= 4) {
            return soundsAlike ? 0.89 : 0.86;
        }
        if (soundsAlike && slips <= 2) {
            return 0.84;
        }
        if (typed.length() >= 3 && word.contains(typed)) {
            return 0.76 + 0.06 * longer;
        }
        if (slips == 2 && Math.min(typed.length(), word.length()) >= 6) {
            return 0.72;
        }
        // A misspelled beginning of a long name: "gonsa" of "gonzalez".
        if (typed.length() >= 4
                && word.length() > typed.length()
                && slips(typed, word.substring(0, typed.length())) == 1) {
            return 0.68;
        }
        if (soundsAlike && slips <= 3) {
            return 0.6;
        }
        double shared = sharedTrigrams(typed, word);
        return shared >= 0.3 ? 0.3 + 0.4 * shared : 0;
    }

    private static boolean soundsAlike(String one, String other) {
        var sounds = new HashSet<>(NameWords.sounds(one));
        sounds.retainAll(NameWords.sounds(other));
        return !sounds.isEmpty();
    }

    private static double sharedTrigrams(String one, String other) {
        var ones = trigrams(one);
        var others = trigrams(other);
        var shared = new HashSet<>(ones);
        shared.retainAll(others);
        return (double) shared.size() / (ones.size() + others.size() - shared.size());
    }

    private static Set<String> trigrams(String word) {
        var trigrams = new HashSet<String>();
        var padded = " " + word + " ";
        for (int at = 0; at + 3 <= padded.length(); at++) {
            trigrams.add(padded.substring(at, at + 3));
        }
        return trigrams;
    }

    /** Letters missing, added, changed, or swapped with their neighbor (optimal string alignment). */
    static int slips(String one, String other) {
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] now = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            now[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int changed = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                now[column] = Math.min(Math.min(now[column - 1], last[column]) + 1, last[column - 1] + changed);
                if (row > 1
                        && column > 1
                        && one.charAt(row - 1) == other.charAt(column - 2)
                        && one.charAt(row - 2) == other.charAt(column - 1)) {
                    now[column] = Math.min(now[column], beforeLast[column - 2] + 1);
                }
            }
            var spare = beforeLast;
            beforeLast = last;
            last = now;
            now = spare;
        }
        return last[other.length()];
    }
}
