package org.havenward.protocol;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version of the protocol as the desk shows it.
 *
 * @param number 0 for the one that ships
 * @param edition goes up with each save; a save names the one that it was made from
 * @param text as it was typed, with its comments
 * @param protocol null where the text can't be read
 * @param problems why it can't be, each with its line
 * @param history in the order in which it happened
 * @param may what the reader may do to it now
 */
public record OpenedVersion(
        ProtocolVersionId id,
        int number,
        VersionStatus status,
        int edition,
        String text,
        @Nullable Protocol protocol,
        List<ProtocolFault.Problem> problems,
        boolean inForce,
        List<VersionStep> history,
        Set<VersionVerb> may) {
    public OpenedVersion {
        problems = List.copyOf(problems);
        history = List.copyOf(history);
        may = Set.copyOf(may);
    }

    public boolean shipped() {
        return id.equals(ProtocolVersionId.SHIPPED);
    }

    /** Whether a text holds remarks of its own, which a form that writes it anew would lose. */
    public boolean hasComments() {
        return text.lines().anyMatch(line -> line.stripLeading().startsWith("#") || line.contains(" #"));
    }
}
