package org.havenward.mandate;

import java.util.Optional;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CasePanel;
import org.springframework.stereotype.Component;

/** On top of a case's page while reports are owed: the viewer's own first, with the way to it. */
@Component
class ReportsNext implements CasePanel {
    private final CaseReports reports;

    ReportsNext(CaseReports reports) {
        this.reports = reports;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Place place() {
        return Place.NEXT;
    }

    @Override
    public boolean tellsOf(String obligationKey) {
        return obligationKey.startsWith(Duty.OBLIGATIONS);
    }

    @Override
    public Optional<Panel> panel(Viewer viewer, CaseId id) {
        var whole = reports.forPanel(viewer, id);
        return whole.allMet() ? Optional.empty() : Optional.of(new Panel("reports.panel_next", "reports/next", whole));
    }
}
