package org.havenward.notice;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of someone's inbox. */
public record Notice(
        UUID id,
        NoticeKind kind,
        String path,
        Instant at,
        @Nullable Instant readAt) {}
