package org.havenward.mandate.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.havenward.guide.Guide;
import org.havenward.mandate.Agency;
import org.havenward.mandate.LawValue;
import org.havenward.mandate.Laws;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The numbers to call for a report: the state's own lines, as they are answered now, and the emergency number. */
@Component
public class Numbers {
    private final Laws laws;
    private final Guide guide;
    private final InstantSource clock;

    Numbers(Laws laws, Guide guide, InstantSource clock) {
        this.laws = laws;
        this.guide = guide;
        this.clock = clock;
    }

    /**
     * @param call null for a local office whose number the district has not entered
     * @param whenKey message key of when it is answered
     * @param counties for which; empty: all
     */
    public record Line(Agency agency, String name, @Nullable String call, String whenKey, String counties) {
        /** For a link that calls. */
        public String href() {
            return "tel:" + (call == null ? "" : call.replaceAll("[^0-9+]", ""));
        }
    }

    List<Line> of(Set<Agency> route, Locale language) {
        var lines = new ArrayList<Line>();
        if (route.contains(Agency.CHILD_PROTECTION)) {
            laws.hotline(null, clock.instant()).forEach(line -> lines.add(line(line, language)));
        }
        if (route.contains(Agency.LAW_ENFORCEMENT)) {
            guide.helpLines().stream()
                    .filter(line -> line.id().equals("line.911"))
                    .forEach(line -> lines.add(new Line(
                            Agency.LAW_ENFORCEMENT, line.name(language), line.call(), "reports.number.always", "")));
        }
        return lines;
    }

    private static Line line(LawValue.Line line, Locale language) {
        return new Line(
                Agency.CHILD_PROTECTION,
                line.name().in(language),
                line.call(),
                "reports.number." + line.when().name().toLowerCase(Locale.ROOT),
                String.join(", ", line.counties()));
    }
}
