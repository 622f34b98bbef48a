package org.havenward.mandate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a district has reviewed the law that duties rest on. Pages that rest on the law show it: {@code
 * @template.mandate.law_unreviewed(shell = shell, law = page.lawReviewed())}.
 *
 * @param state two letters
 * @param unreviewed parts that nobody in the district has confirmed or corrected
 * @param lapsed parts whose next review is overdue
 */
public record LawReviewed(String state, Set<LawField> unreviewed, Set<LawField> lapsed) {
    public LawReviewed {
        unreviewed = unreviewed.isEmpty() ? Set.of() : EnumSet.copyOf(unreviewed);
        lapsed = lapsed.isEmpty() ? Set.of() : EnumSet.copyOf(lapsed);
    }

    public static LawReviewed of(Law law) {
        return new LawReviewed(law.state(), with(law, Law.Standing.UNREVIEWED), with(law, Law.Standing.LAPSED));
    }

    private static Set<LawField> with(Law law, Law.Standing standing) {
        return Arrays.stream(LawField.values())
                .filter(LawField::ofDuty)
                .filter(field -> law.part(field).standing() == standing)
                .collect(Collectors.toSet());
    }

    public boolean whole() {
        return unreviewed.isEmpty() && lapsed.isEmpty();
    }

    /** All that wait to be looked at. */
    public Set<LawField> open() {
        var open = EnumSet.noneOf(LawField.class);
        open.addAll(unreviewed);
        open.addAll(lapsed);
        return open;
    }
}
