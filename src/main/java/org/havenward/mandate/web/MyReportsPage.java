package org.havenward.mandate.web;

import java.util.List;
import org.havenward.mandate.Duty;

/** Someone's own reports to the state. */
public record MyReportsPage(List<Duty> duties) {
    public List<Duty> owed() {
        return duties.stream().filter(duty -> !duty.met()).toList();
    }

    public List<Duty> met() {
        return duties.stream().filter(Duty::met).toList();
    }

    public String path(Duty duty) {
        return "/my-reports/" + duty.id().value();
    }
}
