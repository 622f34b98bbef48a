package org.havenward.voice;

import java.time.Instant;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param by who answered; null: whoever told it
 */
public record Message(
        MessageKind kind, String words, @Nullable StaffId by, String byName, Instant at) {}
