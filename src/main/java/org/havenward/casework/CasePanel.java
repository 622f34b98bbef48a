package org.havenward.casework;

import java.util.Optional;
import org.havenward.access.Viewer;

/** A room's place on the case page. Called in the page's transaction, only for who may open the case. */
public interface CasePanel {
    int order();

    /** Where it stands on the page. */
    default Place place() {
        return Place.SIDE;
    }

    /** Whether it tells of an obligation itself, so that what is next need not tell of it twice. */
    default boolean tellsOf(String obligationKey) {
        return false;
    }

    /** The panel for a case; empty where there is nothing to show to this viewer. */
    Optional<Panel> panel(Viewer viewer, CaseId caseId);

    enum Place {
        /** What is to be done now: above the chronology, before everything else. */
        NEXT,
        SIDE
    }

    /**
     * @param titleKey message key
     * @param template a jte template that takes {@code shell} and {@code page}
     * @param page its page record
     */
    record Panel(String titleKey, String template, Object page) {}
}
