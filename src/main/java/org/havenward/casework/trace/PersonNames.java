package org.havenward.casework.trace;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.language.DoubleMetaphone;

/** Names of people: their parts in one order; leniently as they sound, since a name is mostly heard. */
final class PersonNames {
    private static final Set<String> TITLES =
            Set.of("mr", "mrs", "ms", "miss", "dr", "jr", "sr", "ii", "iii", "sra", "srta", "don", "dona");

    private PersonNames() {}

    static Optional<NormalForm> of(String value) {
        var all = Arrays.stream(Normalizer.words(value.replaceAll("['’]", "")).split(" "))
                .filter(part -> !part.isEmpty())
                .sorted()
                .toList();
        var parts = all.stream().filter(part -> !TITLES.contains(part)).toList();
        var named = parts.isEmpty() ? all : parts;
        return named.isEmpty() ? Optional.empty() : Optional.of(new NormalForm(String.join(" ", named), sound(named)));
    }

    /** A first name alone is alike only where it is the same: by sound it would meet half of a district. */
    private static String sound(List<String> named) {
        var whole = named.stream().filter(part -> part.length() > 1).toList();
        if (whole.size() < 2) {
            return String.join(" ", named);
        }
        var metaphone = new DoubleMetaphone();
        return whole.stream()
                .map(part -> {
                    var sound = metaphone.doubleMetaphone(part);
                    return sound == null || sound.isEmpty() ? part : sound;
                })
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
