package org.havenward.casework;

import java.util.UUID;

public record FamilyMemberId(UUID value) {}
