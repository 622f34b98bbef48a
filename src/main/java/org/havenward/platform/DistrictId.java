package org.havenward.platform;

import java.util.UUID;

/** The district whose data a piece of work touches; the first part of every key in the database. */
public record DistrictId(UUID value) {}
