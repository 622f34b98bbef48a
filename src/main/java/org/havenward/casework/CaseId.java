package org.havenward.casework;

import java.util.UUID;

/** A case: all that is done for one student. */
public record CaseId(UUID value) {}
