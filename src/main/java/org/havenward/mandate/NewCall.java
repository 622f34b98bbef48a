package org.havenward.mandate;

import java.time.Instant;

/**
 * A report as its holder made it.
 *
 * @param madeAt when, as they say
 * @param agencyName which office or line
 * @param spokeWith who took it there; empty where it was made online
 * @param reference the number they gave; empty where they gave none
 * @param said what they said, and what comes next
 * @param askedWritten whether they asked for a written report
 */
public record NewCall(
        Agency agency,
        Way way,
        Suspected suspected,
        Instant madeAt,
        String agencyName,
        String spokeWith,
        String reference,
        String said,
        boolean askedWritten) {}
