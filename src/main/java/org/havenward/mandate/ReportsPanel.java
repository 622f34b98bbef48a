package org.havenward.mandate;

import java.util.Optional;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CasePanel;
import org.springframework.stereotype.Component;

/** The reports of a case, on its page. */
@Component
class ReportsPanel implements CasePanel {
    private final CaseReports reports;

    ReportsPanel(CaseReports reports) {
        this.reports = reports;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Optional<Panel> panel(Viewer viewer, CaseId id) {
        return Optional.of(new Panel("reports.panel", "reports/panel", reports.forPanel(viewer, id)));
    }
}
