package org.havenward.casework.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.havenward.casework.CaseReading;
import org.havenward.casework.trace.Introductions;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.Traces;
import org.havenward.web.Crumb;
import org.havenward.web.FilterLink;
import org.havenward.web.FormErrors;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * People and places on a case or on a concern, and the form to record one.
 *
 * @param header null on a concern
 * @param receipt of the concern; empty on a case
 * @param path of the page
 * @param kind what is to be recorded; null where it is not chosen yet
 */
public record TracesPage(
        CaseReading.@Nullable Header header,
        String receipt,
        String path,
        List<Traces.Trace> traces,
        List<Introductions.Introduction> introductions,
        boolean mayRecord,
        @Nullable TraceKind kind,
        TraceForm form,
        FormErrors errors,
        @Nullable String done) {
    public List<Traces.Trace> standing() {
        return traces.stream().filter(trace -> trace.withdrawn() == null).toList();
    }

    public List<Traces.Trace> withdrawn() {
        return traces.stream().filter(trace -> trace.withdrawn() != null).toList();
    }

    public List<FilterLink> kinds(Shell shell) {
        return Stream.of(TraceKind.values())
                .map(each ->
                        new FilterLink(shell.t(each.key()), path + "?kind=" + each.word() + "#new", null, each == kind))
                .toList();
    }

    public List<Crumb> crumbs(Shell shell) {
        return header == null
                ? List.of(
                        new Crumb(shell.t("concern.queue.title"), "/triage"),
                        new Crumb(receipt, path.replaceFirst("/traces$", "")))
                : Telling.crumbs(shell, header);
    }

    /** What was recorded, in one line: a handle with its platform, a plate with its state. */
    public static String line(Shell shell, Traces.Trace trace) {
        return line(shell, Telling.words(shell, trace.value()), trace.detail().orEmpty(), trace.kind());
    }

    static String line(Shell shell, @Nullable String value, String detail, TraceKind kind) {
        var said = value == null ? "" : value;
        return detail.isEmpty()
                ? said
                : shell.t("casework.trace.with." + kind.word().toLowerCase(Locale.ROOT), said, detail);
    }
}
