package org.havenward.casework.web;

import java.util.List;
import org.havenward.casework.LinkDesk;
import org.jspecify.annotations.Nullable;

/** What counselors suggested, and which cases are linked. */
public record LinkDeskPage(
        LinkDesk.Overview overview, @Nullable String done) {
    public List<LinkDesk.Link> lasting() {
        return overview.links().stream().filter(LinkDesk.Link::lasts).toList();
    }

    public List<LinkDesk.Link> undone() {
        return overview.links().stream().filter(link -> !link.lasts()).toList();
    }
}
