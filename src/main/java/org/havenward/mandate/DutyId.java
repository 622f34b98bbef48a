package org.havenward.mandate;

import java.util.UUID;

/** One person's duty to report. */
public record DutyId(UUID value) {}
