package org.havenward.bench;

import java.util.SplittableRandom;

/** Names out of syllables: half of the people share a few hundred common ones; the rest have any of some hundred thousand. */
final class FictionalNames {
    private static final String[] STARTS = {
        "Ma", "Jo", "An", "El", "Ka", "Sa", "Da", "Mi", "Lu", "Al", "Ga", "Ro", "Fe", "Ja", "No", "Li", "Be", "Is", "Ch", "Va"
    };
    private static final String[] MIDDLES = {
        "ri", "se", "na", "li", "ve", "ma", "da", "ci", "ro", "ne", "bri", "lla", "sti", "nto"
    };
    private static final String[] ENDS = {"a", "o", "na", "el", "n", "th", "ia", "s", "ez", "ra", "y", "en"};

    private final SplittableRandom chance;

    FictionalNames(SplittableRandom chance) {
        this.chance = chance;
    }

    String given() {
        return name(1);
    }

    String family() {
        return name(2);
    }

    /** What someone types who looks for a person: a part of the name, misspelled, or both. */
    static String typed(int kind, String given, String family) {
        return switch (kind % 6) {
            case 0 -> given;
            case 1 -> family.substring(0, Math.min(4, family.length()));
            case 2 -> swapped(family);
            case 3 -> given + " " + family;
            case 4 -> given.substring(0, Math.min(3, given.length())) + " " + swapped(family);
            default -> without(family, 2);
        };
    }

    private static String swapped(String word) {
        return word.length() < 4 ? word : word.charAt(0) + "" + word.charAt(2) + word.charAt(1) + word.substring(3);
    }

    private static String without(String word, int letter) {
        return word.length() <= letter + 1 ? word : word.substring(0, letter) + word.substring(letter + 1);
    }

    private String name(int longest) {
        var name = new StringBuilder(STARTS[skewed(STARTS.length)]);
        int middles = 1 + (chance.nextInt(3) == 0 ? 1 : 0) + (longest > 1 ? chance.nextInt(longest) : 0);
        for (int number = 0; number < middles; number++) {
            name.append(MIDDLES[skewed(MIDDLES.length)]);
        }
        return name.append(ENDS[skewed(ENDS.length)]).toString();
    }

    private int skewed(int size) {
        return (int) (Math.pow(chance.nextDouble(), 2) * size);
    }
}
