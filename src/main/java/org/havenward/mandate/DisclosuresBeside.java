package org.havenward.mandate;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.casework.CaseId;

/**
 * Beside a case: how often something was told outside, and who waits to inspect the record.
 *
 * @param waiting requests to inspect that nobody has decided
 */
public record DisclosuresBeside(CaseId id, int told, List<Waiting> waiting) {
    public record Waiting(UUID id, Instant due) {}
}
