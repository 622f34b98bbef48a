package org.havenward.casework;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.havenward.access.Need;
import org.havenward.access.Viewer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The panels that other rooms show on a case's page, in their order. */
@Service
@Transactional
public class CasePanels {
    private final Doorstep doorstep;
    private final List<CasePanel> panels;

    CasePanels(Doorstep doorstep, ObjectProvider<CasePanel> panels) {
        this.doorstep = doorstep;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(CasePanel::order))
                .toList();
    }

    public List<CasePanel.Panel> of(Viewer viewer, CaseId id, CasePanel.Place place) {
        doorstep.enter(viewer, Need.OPEN_CASE, id);
        return panels.stream()
                .filter(panel -> panel.place() == place)
                .map(panel -> panel.panel(viewer, id))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether one of them tells of an obligation. */
    public boolean tellOf(String obligationKey) {
        return panels.stream().anyMatch(panel -> panel.tellsOf(obligationKey));
    }
}
