package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.CaseReading;
import org.havenward.concern.ConcernReading;
import org.havenward.guide.Guide;
import org.havenward.web.Shell;

/** A concern of a case, in the reporter's own words. */
public record CaseConcernPage(CaseReading.Header header, ConcernReading.Whole concern, Guide guide) {
    /** What the reporter noticed, in the words of the guide. */
    public List<String> noticed(Shell shell) {
        return concern.indicators().stream()
                .map(id -> guide.indicatorText(id, shell.locale()))
                .toList();
    }
}
