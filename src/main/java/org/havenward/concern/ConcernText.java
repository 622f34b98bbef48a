package org.havenward.concern;

import java.time.Instant;
import java.util.UUID;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was written to a concern; never edited.
 *
 * @param by null where a student or a family wrote it
 */
public record ConcernText(
        UUID id, TextKind kind, String words, @Nullable StaffId by, String byName, Instant at) {}
