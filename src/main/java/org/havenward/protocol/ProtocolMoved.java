package org.havenward.protocol;

import java.util.UUID;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/**
 * A coordinator moved a version of the protocol on: into review, back, approved, published, or withdrawn. Once published, new
 * cases follow it.
 *
 * @param move of this one move
 */
public record ProtocolMoved(DistrictId district, UUID move, ProtocolVersionId version, VersionVerb verb, StaffId by) {}
