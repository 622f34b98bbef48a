package org.havenward.notice.web;

import java.util.List;
import org.havenward.notice.Notice;
import org.havenward.web.FilterLink;
import org.jspecify.annotations.Nullable;

/** The inbox. */
public record InboxPage(
        List<Notice> notices,
        List<FilterLink> filters,
        long unread,
        boolean sendsMail,
        @Nullable String next,
        @Nullable String first) {}
