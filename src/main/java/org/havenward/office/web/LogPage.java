package org.havenward.office.web;

import java.util.List;
import org.havenward.audit.AuditTrail;
import org.havenward.web.FilterLink;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.jspecify.annotations.Nullable;

/** The district's whole log with its filter. */
public record LogPage(
        LogForm form,
        FormErrors errors,
        List<Option> actions,
        List<Option> kinds,
        List<FilterLink> people,
        List<AuditTrail.Line> lines,
        String exportPath,
        @Nullable String next,
        @Nullable String first) {}
