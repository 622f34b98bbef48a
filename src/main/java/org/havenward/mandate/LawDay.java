package org.havenward.mandate;

import java.util.List;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.havenward.web.DayContributor;
import org.springframework.stereotype.Component;

/** What the law puts on the coordinator's day: parts that a duty rests on and that wait for a review. */
@Component
class LawDay implements DayContributor {
    private final Gate gate;
    private final Laws laws;

    LawDay(Gate gate, Laws laws) {
        this.gate = gate;
        this.laws = laws;
    }

    @Override
    public List<DayItem> dayItems(Viewer viewer) {
        if (!gate.decide(viewer, Need.REVIEW_LAW).allowed()) {
            return List.of();
        }
        var open = laws.reviewed().open().size();
        return open == 0 ? List.of() : List.of(new DayItem(null, "law.day.review", new Object[] {open}, "/law", false));
    }
}
