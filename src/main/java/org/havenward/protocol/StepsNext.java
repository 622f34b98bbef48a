package org.havenward.protocol;

import java.util.Optional;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CasePanel;
import org.springframework.stereotype.Component;

/** On top of a case's page: what its protocol asks for now, and what comes next. */
@Component
class StepsNext implements CasePanel {
    private final CaseSteps steps;

    StepsNext(CaseSteps steps) {
        this.steps = steps;
    }

    /** After the reports that the law asks for. */
    @Override
    public int order() {
        return 30;
    }

    @Override
    public Place place() {
        return Place.NEXT;
    }

    @Override
    public boolean tellsOf(String obligationKey) {
        return obligationKey.equals(StepsKept.OBLIGATION);
    }

    @Override
    public Optional<Panel> panel(Viewer viewer, CaseId id) {
        var whole = steps.forPanel(viewer, id);
        return whole.open() ? Optional.of(new Panel("steps.panel", "steps/next", whole)) : Optional.empty();
    }
}
