package org.havenward.concern.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.havenward.concern.Outcome;
import org.havenward.concern.QueueFilter;
import org.havenward.concern.Triage;
import org.havenward.concern.TriageQueue;
import org.havenward.web.FilterLink;
import org.havenward.web.FormErrors;
import org.havenward.web.Option;
import org.havenward.web.Shell;
import org.jspecify.annotations.Nullable;

/**
 * The triage queue.
 *
 * @param school the chosen school's id; null for all
 * @param done what was done just now with how many; null where nothing was
 * @param at when the list was made
 */
public record QueuePage(
        TriageQueue.Queue queue,
        QueueFilter part,
        @Nullable String school,
        boolean first,
        @Nullable Said done,
        Instant at,
        BulkForm form,
        FormErrors errors) {
    /** What was done just now, and with how many. */
    public record Said(String key, int many) {}

    private static final int SCHOOLS_AS_LINKS = 8;

    public List<FilterLink> parts(Shell shell) {
        var links = new ArrayList<FilterLink>();
        for (var one : QueueFilter.values()) {
            var count = queue.counts().getOrDefault(one, 0L);
            var label = shell.t("concern.part." + ConcernWords.key(one));
            var many = count > TriageQueue.mostCounted();
            links.add(new FilterLink(
                    many ? shell.t("concern.part.many", label, TriageQueue.mostCounted()) : label,
                    path(one, school),
                    many ? null : count,
                    one == part));
        }
        return links;
    }

    public boolean schoolsAsLinks() {
        return queue.schools().size() > 1 && queue.schools().size() <= SCHOOLS_AS_LINKS;
    }

    public boolean schoolsAsSelect() {
        return queue.schools().size() > SCHOOLS_AS_LINKS;
    }

    public List<FilterLink> schools(Shell shell) {
        var links = new ArrayList<FilterLink>();
        links.add(new FilterLink(shell.t("concern.queue.all-schools"), path(part, null), null, school == null));
        queue.schools()
                .forEach(one -> links.add(new FilterLink(
                        one.name(),
                        path(part, one.id().value().toString()),
                        null,
                        one.id().value().toString().equals(school))));
        return links;
    }

    public List<Option> schoolOptions() {
        return queue.schools().stream()
                .map(one -> new Option(one.id().value().toString(), one.name()))
                .toList();
    }

    public @Nullable String nextPath() {
        var next = queue.next();
        return next == null ? null : path(part, school) + "&after=" + next;
    }

    public @Nullable String firstPath() {
        return first ? null : path(part, school);
    }

    /** Where acknowledging makes sense: what waits. */
    public boolean mayAcknowledge() {
        return (part == QueueFilter.WAITING || part == QueueFilter.OVERDUE)
                && !queue.lines().isEmpty();
    }

    /** Where passing on makes sense: what is not decided. */
    public boolean mayRoute() {
        return part != QueueFilter.CLOSED && !queue.lines().isEmpty();
    }

    public List<Option> routes(Shell shell) {
        return Stream.of(Outcome.Route.values())
                .map(route -> new Option(ConcernWords.key(route), ConcernWords.route(shell, route)))
                .toList();
    }

    public int mostWords() {
        return Triage.WORDS;
    }

    /** How many the part holds, where they can be counted; else no number. */
    public String all(Shell shell) {
        var count = queue.counts().getOrDefault(part, 0L);
        return count > TriageQueue.mostCounted()
                ? shell.t("concern.queue.acknowledge-every")
                : shell.t("concern.queue.acknowledge-all", count);
    }

    public String partKey() {
        return ConcernWords.key(part);
    }

    private static String path(QueueFilter part, @Nullable String school) {
        return "/triage?part=" + ConcernWords.key(part) + (school == null ? "" : "&school=" + school);
    }
}
