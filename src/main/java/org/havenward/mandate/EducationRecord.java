package org.havenward.mandate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of a case belongs to the education record that a parent or an eligible student may inspect (34 CFR 99.3, 99.10), and
 * what does not, and why. It decides nothing: it lays out, for the counselor and counsel, what would be shown.
 */
public record EducationRecord(List<Part> parts, boolean rightsAreTheStudents) {
    /** The age from which the rights are the student's own (34 CFR 99.3, 99.5). */
    public static final int ELIGIBLE = 18;

    /** Where a part belongs. */
    public enum Side {
        /** In the education record: to be shown, once guard and counsel were asked. */
        IN,
        /** Not in it, or not this parent's to see. */
        OUT,
        /** Another law may keep it back: counsel says. */
        COUNSEL
    }

    /** What a case holds. */
    public enum Kind {
        CHRONOLOGY(Side.IN, "34 CFR 99.3"),
        CONCERNS(Side.COUNSEL, "34 CFR 99.3, 99.12(a)"),
        SHARES(Side.IN, "34 CFR 99.3"),
        DISCLOSURES(Side.IN, "34 CFR 99.32(c)"),
        REPORTS(Side.COUNSEL, "42 USC 5106a(b)(2)(B)(viii)"),
        FAMILY_JUDGMENTS(Side.COUNSEL, "34 CFR 99.3"),
        OTHER_STUDENTS(Side.OUT, "34 CFR 99.12(a)"),
        DRAFTS(Side.OUT, "34 CFR 99.3(b)(1)"),
        POLICE_UNIT(Side.OUT, "34 CFR 99.3(b)(2), 99.8"),
        TREATMENT(Side.OUT, "34 CFR 99.3(b)(4)");

        private final Side side;
        private final String citation;

        Kind(Side side, String citation) {
            this.side = side;
            this.citation = citation;
        }

        public String key() {
            return "mandate.part." + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param count how many there are; null where it cannot be counted here
     * @param whyKey message key of the reason
     */
    public record Part(Kind kind, Side side, @Nullable Integer count, String whyKey, String citation) {}

    /** How much a case holds of what is counted. */
    public record Held(
            int entries, int concerns, int shares, int disclosures, int reports, int judgments, int drafts) {}

    /**
     * @param byParent whether a parent asks; else the student does
     * @param bornOn null where the roster does not say: counsel is asked then whose rights they are
     */
    static EducationRecord of(Held held, boolean byParent, @Nullable LocalDate bornOn, LocalDate askedOn) {
        var moved = rightsAreTheStudents(bornOn, askedOn);
        var parts = new ArrayList<Part>();
        for (var kind : Kind.values()) {
            var theirs = byParent && moved && kind.side != Side.OUT;
            parts.add(new Part(
                    kind,
                    theirs ? Side.OUT : kind.side,
                    count(held, kind),
                    theirs ? "mandate.part.rights_moved" : kind.key() + ".why",
                    theirs ? "34 CFR 99.5(a)" : kind.citation));
        }
        return new EducationRecord(List.copyOf(parts), moved);
    }

    static boolean rightsAreTheStudents(@Nullable LocalDate bornOn, LocalDate on) {
        return bornOn != null && !bornOn.plusYears(ELIGIBLE).isAfter(on);
    }

    private static @Nullable Integer count(Held held, Kind kind) {
        return switch (kind) {
            case CHRONOLOGY -> held.entries();
            case CONCERNS -> held.concerns();
            case SHARES -> held.shares();
            case DISCLOSURES -> held.disclosures();
            case REPORTS -> held.reports();
            case FAMILY_JUDGMENTS -> held.judgments();
            case DRAFTS -> held.drafts();
            case OTHER_STUDENTS, POLICE_UNIT, TREATMENT -> null;
        };
    }

    public List<Part> on(Side side) {
        return parts.stream().filter(part -> part.side() == side).toList();
    }
}
