package org.havenward.voice;

import java.util.UUID;

/** A conversation with whoever told something. */
public record ConversationId(UUID value) {}
