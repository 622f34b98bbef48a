package org.havenward.district;

import java.util.UUID;

/** A class (section) of the roster. */
public record ClassId(UUID value) {}
