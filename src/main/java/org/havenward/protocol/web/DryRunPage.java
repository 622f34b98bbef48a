package org.havenward.protocol.web;

import java.util.List;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;

/**
 * A dry run: the case that was thought of, and what the protocol makes of it.
 *
 * @param zone the state's, in which times are shown
 * @param groups empty before it was asked for
 */
public record DryRunPage(
        VersionHead head,
        DryRunForm form,
        FormErrors errors,
        List<Option> states,
        String state,
        List<Option> exploiters,
        List<Option> recorded,
        List<Asked> questions,
        String moment,
        boolean lawReviewed,
        List<Group> groups) {
    /** @param options empty where the answer is typed */
    public record Asked(String field, String title, boolean day, List<Option> options) {}

    /** Steps and questions of one status. */
    public record Group(String key, List<Row> rows) {}

    /**
     * @param status late, now, later, done, or not-needed
     * @param due empty where no time is set
     * @param why what made it so, or what it waits for; empty where every case has it
     */
    public record Row(
            String id,
            boolean question,
            String title,
            String status,
            String tone,
            String role,
            String due,
            String why) {}
}
