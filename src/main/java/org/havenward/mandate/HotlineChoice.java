package org.havenward.mandate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.havenward.mandate.LawValue.Line;
import org.havenward.mandate.LawValue.Use;
import org.havenward.mandate.LawValue.When;
import org.jspecify.annotations.Nullable;

/**
 * Which lines to call from a county at a moment, the one to begin with first. A line whose hours are not known, or whose
 * county is not, stays in the list: one call too many is better than one too few.
 */
final class HotlineChoice {
    /** Where a source says "by day" and no more. */
    private static final LawValue.Hours OFFICE_HOURS =
            new LawValue.Hours(java.time.LocalTime.of(8, 0), java.time.LocalTime.of(17, 0), true);

    private HotlineChoice() {}

    static List<Line> of(Law law, @Nullable String county, Instant at) {
        var lines = inCounty(law.hotlines().lines(), county);
        var local = at.atZone(law.zone()).toLocalDateTime();
        Predicate<Line> open = line -> {
            var hours = line.hours() == null ? OFFICE_HOURS : line.hours();
            return switch (line.when()) {
                case ALWAYS -> true;
                case DAY -> hours.hold(local);
                case AFTER_HOURS -> !hours.hold(local);
            };
        };
        var chosen = new ArrayList<>(lines.stream()
                .filter(line -> open.test(line) || (line.when() != When.ALWAYS && line.hours() == null))
                .toList());
        chosen.sort(Comparator.comparing((Line line) -> line.use() == Use.REPORT ? 0 : line.use() == Use.ALSO ? 1 : 2)
                .thenComparing(line -> !open.test(line)));
        return List.copyOf(chosen);
    }

    private static List<Line> inCounty(List<Line> lines, @Nullable String county) {
        var plain = county == null ? "" : plain(county);
        if (plain.isEmpty()) {
            return lines;
        }
        Predicate<Line> named =
                line -> line.counties().stream().anyMatch(one -> plain(one).equals(plain));
        var some = lines.stream().anyMatch(line -> line.use() == Use.REPORT && named.test(line));
        return lines.stream()
                .filter(line -> named.test(line)
                        || (line.counties().isEmpty() && !line.otherCounties())
                        || (line.otherCounties() && !some))
                .toList();
    }

    private static String plain(String county) {
        var word = county.strip().toLowerCase(Locale.ROOT);
        return word.endsWith(" county") ? word.substring(0, word.length() - " county".length()) : word;
    }
}
