package org.havenward.protocol;

import org.havenward.platform.DistrictId;

/** A version of the protocol was published in a district: new cases follow it. */
public record ProtocolPublished(DistrictId district, ProtocolVersionId version) {}
