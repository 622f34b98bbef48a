package org.havenward.concern;

import java.time.Instant;
import java.util.UUID;
import org.havenward.district.StaffId;

/** Something that was written to a concern; never edited. */
public record ConcernText(UUID id, TextKind kind, String words, StaffId by, String byName, Instant at) {}
