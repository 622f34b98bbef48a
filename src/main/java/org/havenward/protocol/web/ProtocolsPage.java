package org.havenward.protocol.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.protocol.VersionStatus;
import org.jspecify.annotations.Nullable;

/** The versions of the district's protocol, newest first, and the one that ships. */
public record ProtocolsPage(List<Row> rows, boolean mayEdit) {
    /**
     * @param by who wrote it; empty for the one that ships
     * @param since when it came into its state; null for the one that ships
     */
    public record Row(
            UUID id,
            String label,
            VersionStatus status,
            boolean inForce,
            String by,
            @Nullable Instant since) {
        public String tone() {
            return VersionHead.tone(status);
        }
    }
}
