package org.havenward.district;

import java.util.UUID;

/** A student of the roster. */
public record StudentId(UUID value) {}
