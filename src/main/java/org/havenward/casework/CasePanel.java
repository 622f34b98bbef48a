package org.havenward.casework;

import java.util.Optional;
import org.havenward.access.Viewer;

/** A room's place on the case page. Called in the page's transaction, only for who may open the case. */
public interface CasePanel {
    int order();

    /** The panel for a case; empty where there is nothing to show to this viewer. */
    Optional<Panel> panel(Viewer viewer, CaseId caseId);

    /**
     * @param titleKey message key
     * @param template a jte template that takes {@code shell} and {@code page}
     * @param page its page record
     */
    record Panel(String titleKey, String template, Object page) {}
}
