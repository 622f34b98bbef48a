package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.Shares;
import org.jspecify.annotations.Nullable;

/** What was shared with the viewer, and what they were asked to do: nothing of the case it came from. */
public record SharedPage(
        List<Shares.Received> shares, @Nullable String done) {
    /** Words to know, for a student. */
    public List<Shares.Received> words() {
        return shares.stream().filter(share -> share.asked() == null).toList();
    }

    /** Actions: nothing says that they are for a student. */
    public List<Shares.Received> actions() {
        return shares.stream().filter(share -> share.asked() != null).toList();
    }

    public boolean onlyActions() {
        return !shares.isEmpty() && words().isEmpty();
    }
}
