package org.havenward.mandate.web;

import java.util.Map;
import org.havenward.mandate.Packets;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * A written report that is being filled in.
 *
 * @param typed what was just typed, where it has to be mended; else what was kept
 */
public record PacketPage(Packets.Draft draft, @Nullable Map<String, String> typed, boolean kept, FormErrors errors) {
    public String path(String rest) {
        return "/my-reports/" + draft.duty().id().value() + rest;
    }

    public String value(String field) {
        var known = draft.fields().getOrDefault(field, "");
        return typed == null ? known : typed.getOrDefault(field, known);
    }

    /** Stands for what is kept, as this page shows it. */
    public String shown() {
        return Packets.content(draft.fields());
    }

    public boolean needed(String field) {
        return draft.needed().contains(field);
    }

    /** Long answers get several lines. */
    public boolean isLong(String field) {
        return switch (field) {
            case "what", "harm", "caregivers", "suspect", "household", "done", "oral_report", "other", "child_where" ->
                true;
            default -> false;
        };
    }
}
