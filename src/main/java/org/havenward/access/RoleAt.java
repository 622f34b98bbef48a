package org.havenward.access;

import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;

/** A role held at one school, or in the whole district where {@code school} is null. */
public record RoleAt(Role role, @Nullable SchoolId school) {}
