package org.havenward.office.web;

import java.util.List;
import org.havenward.audit.AuditTrail;
import org.jspecify.annotations.Nullable;

/**
 * Who looked at a record.
 *
 * @param titleKey message key of the page's title
 */
public record TrailPage(
        String titleKey,
        String backKey,
        String backPath,
        List<AuditTrail.Line> lines,
        @Nullable String next,
        @Nullable String first) {}
