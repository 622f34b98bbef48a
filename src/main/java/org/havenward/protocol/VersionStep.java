package org.havenward.protocol;

import java.time.Instant;
import org.havenward.district.StaffId;

/**
 * One thing that was done to a version.
 *
 * @param remark why it was given back or withdrawn; empty for the rest
 */
public record VersionStep(VersionVerb verb, StaffId by, Instant at, String remark) {}
