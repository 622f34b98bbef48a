package org.havenward.mandate.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.havenward.guide.Guide;
import org.havenward.guide.HelpLine;
import org.havenward.mandate.Agency;
import org.springframework.stereotype.Component;

/** The numbers to call for a report: the district's own lines first, then those that find out where to report. */
@Component
public class Numbers {
    private final Guide guide;

    Numbers(Guide guide) {
        this.guide = guide;
    }

    /** @param href for a link that calls */
    public record Line(Agency agency, String name, String call, String href, String hours) {}

    List<Line> of(Set<Agency> route, Locale language) {
        var lines = new ArrayList<Line>();
        if (route.contains(Agency.CHILD_PROTECTION)) {
            lines(Agency.CHILD_PROTECTION, "line.childhelp", language, lines);
        }
        if (route.contains(Agency.LAW_ENFORCEMENT)) {
            lines(Agency.LAW_ENFORCEMENT, "line.911", language, lines);
        }
        return lines;
    }

    private void lines(Agency agency, String id, Locale language, List<Line> into) {
        for (var line : guide.helpLines()) {
            if (line.id().equals(id)) {
                into.add(line(agency, line, language));
            }
        }
    }

    private static Line line(Agency agency, HelpLine line, Locale language) {
        return new Line(agency, line.name(language), line.call(), line.callLink(), line.hours(language));
    }
}
