package org.havenward.protocol.web;

import java.util.List;
import java.util.UUID;
import org.havenward.protocol.VersionStatus;
import org.havenward.web.FilterLink;

/**
 * What stands above every page of one version.
 *
 * @param edition of the text that is shown
 * @param label such as "Version 3", or "The one that ships"
 * @param tabs the version's other pages
 * @param editable whether the reader may change it now
 */
public record VersionHead(
        UUID id,
        int edition,
        String label,
        VersionStatus status,
        boolean inForce,
        boolean readable,
        boolean editable,
        List<FilterLink> tabs) {
    public String path() {
        return "/protocols/" + id;
    }

    /** Where a step, a question, or a phase is seen. */
    public String path(String item) {
        return editable && readable ? path() + "/items/" + item : path() + "#" + item;
    }

    public String tone() {
        return tone(status);
    }

    static String tone(VersionStatus status) {
        return switch (status) {
            case DRAFT, WITHDRAWN -> "plain";
            case IN_REVIEW, APPROVED -> "now";
            case PUBLISHED -> "done";
        };
    }
}
