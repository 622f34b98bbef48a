package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.Shares;
import org.jspecify.annotations.Nullable;

/** What was shared with the viewer: nothing of the case it came from. */
public record SharedPage(
        List<Shares.Received> shares, @Nullable String done) {}
