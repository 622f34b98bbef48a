package org.havenward.mandate;

import java.util.Optional;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CasePanel;
import org.springframework.stereotype.Component;

/** What was told outside, beside the case: how much, and the way to it. */
@Component
class DisclosuresPanel implements CasePanel {
    private final Disclosures disclosures;
    private final Inspections inspections;

    DisclosuresPanel(Disclosures disclosures, Inspections inspections) {
        this.disclosures = disclosures;
        this.inspections = inspections;
    }

    @Override
    public int order() {
        return 62;
    }

    @Override
    public Optional<Panel> panel(Viewer viewer, CaseId caseId) {
        // The page that shows this has come through the gate and into the audit.
        var waiting = inspections.waiting(caseId);
        return Optional.of(new Panel(
                "mandate.disclosures.panel",
                "mandate/disclosures_beside",
                new DisclosuresBeside(caseId, disclosures.howMany(caseId), waiting)));
    }
}
