package org.havenward.protocol.web;

import java.util.List;
import org.havenward.web.FormErrors;

/**
 * The form of a phase.
 *
 * @param id empty for a new one
 * @param problems what the whole can't be with it, as the reader of files says it
 */
public record PhasePage(
        VersionHead head,
        int edition,
        String id,
        Typed typed,
        EditChoices choices,
        boolean commentsLost,
        FormErrors errors,
        List<String> problems) {
    public String action() {
        return head.path() + "/phases/" + (id.isEmpty() ? "new" : id);
    }
}
