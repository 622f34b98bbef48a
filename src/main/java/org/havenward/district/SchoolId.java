package org.havenward.district;

import java.util.UUID;

/** A school (an org of the roster). */
public record SchoolId(UUID value) {}
