package org.havenward.concern;

import java.util.UUID;

/** A concern that staff raised. */
public record ConcernId(UUID value) {}
