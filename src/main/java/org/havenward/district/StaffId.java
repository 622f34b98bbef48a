package org.havenward.district;

import java.util.UUID;

/** A member of staff: whoever works here, whether or not the roster knows them. Accounts, teams, and the audit name people by it. */
public record StaffId(UUID value) {}
