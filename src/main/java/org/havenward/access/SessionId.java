package org.havenward.access;

import java.util.UUID;

/** A session: one browser, signed in or on the way to it. */
public record SessionId(UUID value) {}
