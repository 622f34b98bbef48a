package org.havenward.protocol;

import java.util.UUID;

/** One version of the district's protocol. */
public record ProtocolVersionId(UUID value) {
    /** The protocol that Havenward ships, which is no district's row: the same id everywhere. */
    public static final ProtocolVersionId SHIPPED =
            new ProtocolVersionId(UUID.fromString("00000000-0000-7000-8000-000000000006"));
}
