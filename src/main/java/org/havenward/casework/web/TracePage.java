package org.havenward.casework.web;

import java.util.ArrayList;
import java.util.List;
import org.havenward.casework.trace.Traces;
import org.havenward.web.Crumb;
import org.havenward.web.FormErrors;
import org.havenward.web.Shell;

/** One of them, and the form to take it back. */
public record TracePage(TracesPage all, Traces.Trace trace, TraceForm form, FormErrors errors) {
    public String path() {
        return all.path() + "/" + trace.id();
    }

    public List<Crumb> crumbs(Shell shell) {
        var crumbs = new ArrayList<>(all.crumbs(shell));
        crumbs.add(new Crumb(shell.t("casework.trace.title"), all.path()));
        return crumbs;
    }
}
