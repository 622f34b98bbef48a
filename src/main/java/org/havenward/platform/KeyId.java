package org.havenward.platform;

import java.util.UUID;

/** One data key: of a concern, of a case. Destroying it makes all that it sealed unreadable for good. */
public record KeyId(UUID value) {}
