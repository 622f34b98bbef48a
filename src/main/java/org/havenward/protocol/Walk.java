package org.havenward.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.havenward.protocol.Evaluation.Completion;
import org.havenward.protocol.Evaluation.State;
import org.havenward.protocol.Evaluation.Status;
import org.havenward.protocol.Protocol.Item;
import org.havenward.protocol.Protocol.Question;
import org.havenward.protocol.Protocol.Step;
import org.jspecify.annotations.Nullable;

/** One walk through a protocol: the state of each of its items. */
final class Walk {
    /** How long what is due at once is shown as due now, before it is shown as late: our own measure, and no law's. */
    static final Duration AT_ONCE = Duration.ofHours(1);

    private final Protocol protocol;
    private final GivenAnswers given;
    private final Truths truths;
    private final LawFacts law;
    private final ProtocolFacts facts;
    private final Instant now;
    private final SchoolDays days;

    private final Map<String, List<ProtocolFacts.Mark>> marks = new HashMap<>();
    private final Map<String, List<String>> followers;
    private final Map<String, Boolean> settled = new HashMap<>();
    private final Set<String> beingWorkedOut = new HashSet<>();

    Walk(
            Protocol protocol,
            GivenAnswers given,
            Truths truths,
            LawFacts law,
            ProtocolFacts facts,
            Instant now,
            SchoolDays days) {
        this.protocol = protocol;
        this.given = given;
        this.truths = truths;
        this.law = law;
        this.facts = facts;
        this.now = now;
        this.days = days;
        facts.marks().stream()
                .sorted(Comparator.comparing(ProtocolFacts.Mark::said))
                .forEach(mark -> marks.computeIfAbsent(mark.step(), id -> new ArrayList<>())
                        .add(mark));
        followers = followers(protocol);
    }

    Evaluation whole() {
        var states = new ArrayList<State>();
        for (var phase : protocol.phases()) {
            for (var item : phase.items()) {
                states.add(state(phase, item));
            }
        }
        return new Evaluation(now, states);
    }

    private State state(Protocol.Phase phase, Item item) {
        var done = completion(item);
        var due = due(item, done);
        var waits = waitsFor(item);
        var status = status(item, done, due, waits);
        return new State(
                item,
                phase.id(),
                status,
                due,
                isPast(item, due) && done == null && status != Status.NOT_NEEDED,
                truths.why(item),
                status == Status.LATER ? waits : List.of(),
                followers.getOrDefault(item.id(), List.of()),
                done);
    }

    private Status status(Item item, @Nullable Completion done, @Nullable Instant due, List<String> waits) {
        var here = truths.of(item);
        // What was done stays done, also where it would not be asked for any more; an answer then counts for nothing.
        if (done != null && (here != Truth.NO || item instanceof Step)) {
            return Status.DONE;
        }
        if (here == Truth.NO) {
            return Status.NOT_NEEDED;
        }
        if (here == Truth.WAITS || !waits.isEmpty()) {
            return Status.LATER;
        }
        return isPast(item, due) ? Status.LATE : Status.NOW;
    }

    /** Whether its time has passed. What is due at once is due now, and late only after an hour. */
    private boolean isPast(Item item, @Nullable Instant due) {
        return due != null && due.plus(atOnce(item) ? AT_ONCE : Duration.ZERO).isBefore(now);
    }

    private boolean atOnce(Item item) {
        return switch (item.due() == null ? null : item.due().within()) {
            case null -> false;
            case Protocol.Within.Hours hours -> hours.hours() == 0;
            case Protocol.Within.SchoolDays schoolDays -> false;
            case Protocol.Within.ByLaw byLaw -> hours(byLaw.hours()) == 0;
        };
    }

    /** What an item waits for: answers that its condition needs, then what comes first. A duty waits for nothing. */
    private List<String> waitsFor(Item item) {
        if (Truths.isDuty(item)) {
            return List.of();
        }
        var waits = new LinkedHashSet<String>();
        if (truths.of(item) == Truth.WAITS) {
            waits.addAll(truths.waitsFor(item));
        }
        for (var id : item.after()) {
            if (truths.item(id) != null && !settled(id)) {
                waits.add(id);
            }
        }
        return List.copyOf(waits);
    }

    /** Whether what comes first is done, answered, or not needed. */
    private boolean settled(String id) {
        var before = settled.get(id);
        if (before != null) {
            return before;
        }
        if (!beingWorkedOut.add(id)) {
            return false; // in a circle: it waits for itself
        }
        var item = truths.item(id);
        var so = item == null || completion(item) != null || truths.of(item) == Truth.NO;
        beingWorkedOut.remove(id);
        settled.put(id, so);
        return so;
    }

    // ---- what is done ----------------------------------------------------------------------------------------------

    private @Nullable Completion completion(Item item) {
        return switch (item) {
            case Question question -> {
                var answer = given.to(question.id());
                yield answer == null ? null : new Completion(answer.by(), answer.at(), null, answer.value());
            }
            case Step step -> {
                var done = ever(step);
                yield done == null || GivenAnswers.isPast(step, done.at(), facts) ? null : done;
            }
        };
    }

    /** How a step was last done, whether that still counts or not. */
    private @Nullable Completion ever(Step step) {
        Completion latest = null;
        for (var proof : step.proofs()) {
            var shown = shown(step, proof);
            if (shown != null && (latest == null || shown.at().isAfter(latest.at()))) {
                latest = shown;
            }
        }
        return latest;
    }

    private @Nullable Completion shown(Step step, Protocol.Proof proof) {
        return switch (proof) {
            case Protocol.Proof.Marked marked -> marked(step, proof, false);
            case Protocol.Proof.Note note -> marked(step, proof, true);
            case Protocol.Proof.Recorded recorded -> {
                var at = facts.recordedAt(recorded.name());
                yield at == null ? null : new Completion("", at, proof, "");
            }
            case Protocol.Proof.Answered answered -> {
                var answer = given.to(answered.question());
                var asked = truths.item(answered.question());
                yield answer == null || asked == null || truths.of(asked) == Truth.NO
                        ? null
                        : new Completion(answer.by(), answer.at(), proof, "");
            }
        };
    }

    /** Done when someone first said so, since it last was not. */
    private @Nullable Completion marked(Step step, Protocol.Proof proof, boolean needsNote) {
        Completion done = null;
        for (var mark : marks.getOrDefault(step.id(), List.of())) {
            if (!mark.done()) {
                done = null;
            } else if ((!needsNote || mark.note()) && (done == null || GivenAnswers.isPast(step, done.at(), facts))) {
                done = new Completion(mark.by(), mark.at(), proof, "");
            }
        }
        return done;
    }

    // ---- by when ---------------------------------------------------------------------------------------------------

    private @Nullable Instant due(Item item, @Nullable Completion done) {
        var due = item.due();
        if (due == null) {
            return null;
        }
        var start = start(item, due.from());
        if (start == null && Truths.isDuty(item)) {
            start = facts.begun();
        }
        if (start == null) {
            return null;
        }
        var from = done == null ? again(item, start) : start;
        return switch (due.within()) {
            case Protocol.Within.Hours hours -> from.plus(Duration.ofHours(hours.hours()));
            case Protocol.Within.SchoolDays schoolDays -> days.after(from, schoolDays.days());
            case Protocol.Within.ByLaw byLaw -> from.plus(Duration.ofHours(hours(byLaw.hours())));
        };
    }

    private long hours(LawField field) {
        var value = field.value(law);
        return value.equals(Protocol.UNKNOWN) ? 0 : Long.parseLong(value);
    }

    private @Nullable Instant start(Item item, Protocol.Start from) {
        return switch (from) {
            case Protocol.Start.At at -> start(item, at.what());
            case Protocol.Start.Answered answered -> {
                // An answer given anew gives a duty no more time.
                var answer = Truths.isDuty(item) ? given.firstTo(answered.question()) : given.to(answered.question());
                yield answer == null ? null : answer.at();
            }
            case Protocol.Start.Done step -> {
                var other = truths.item(step.step());
                yield other == null ? null : Truths.isDuty(item) ? firstDone(other) : at(completion(other));
            }
        };
    }

    /** When an item was first done, whatever was said of it since: doing it anew gives a duty no more time. */
    private @Nullable Instant firstDone(Item item) {
        var times = switch (item) {
            case Question question -> Stream.of(at(given.firstTo(question.id())));
            case Step step -> step.proofs().stream().map(proof -> firstShown(step, proof));
        };
        return times.flatMap(Stream::ofNullable).min(Comparator.naturalOrder()).orElse(null);
    }

    private @Nullable Instant firstShown(Step step, Protocol.Proof proof) {
        return switch (proof) {
            case Protocol.Proof.Marked marked -> firstMark(step, false);
            case Protocol.Proof.Note note -> firstMark(step, true);
            case Protocol.Proof.Recorded recorded -> facts.recordedAt(recorded.name());
            case Protocol.Proof.Answered answered -> at(given.firstTo(answered.question()));
        };
    }

    private @Nullable Instant firstMark(Step step, boolean needsNote) {
        return marks.getOrDefault(step.id(), List.of()).stream()
                .filter(mark -> mark.done() && (!needsNote || mark.note()))
                .map(ProtocolFacts.Mark::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private @Nullable Instant start(Item item, Protocol.Happening what) {
        return switch (what) {
            case CASE_OPENED -> facts.openedAt();
            case CONCERN_RAISED -> facts.concerns().isEmpty() ? facts.openedAt() : firstConcern(item);
            case CONFIRMED -> facts.confirmedAt();
            case UNSAFE -> facts.unsafeSince();
            case REOPENED -> facts.reopenedAt();
        };
    }

    /** The first concern; where each asks for the step anew, the first since it was last done. */
    private Instant firstConcern(Item item) {
        var done = item instanceof Step step ? ever(step) : null;
        if (done != null && item.again().contains(Protocol.Happening.CONCERN_RAISED)) {
            for (var concern : facts.concerns()) {
                if (concern.isAfter(done.at())) {
                    return concern;
                }
            }
        }
        return facts.concerns().getFirst();
    }

    /** What was done once and is to be done again runs from what made it so; what was never done is owed since then. */
    private Instant again(Item item, Instant start) {
        var was = item instanceof Step step ? at(ever(step)) : at(given.everTo(item.id()));
        if (was == null) {
            return start;
        }
        Instant first = null;
        for (var what : item.again()) {
            var at = first(what, was);
            if (at != null && (first == null || at.isBefore(first))) {
                first = at;
            }
        }
        return first != null && first.isAfter(start) ? first : start;
    }

    /** When something first happened after another. */
    private @Nullable Instant first(Protocol.Happening what, Instant after) {
        return switch (what) {
            case CONCERN_RAISED ->
                facts.concerns().stream()
                        .filter(concern -> concern.isAfter(after))
                        .findFirst()
                        .orElse(null);
            case CASE_OPENED -> later(facts.openedAt(), after);
            case CONFIRMED -> later(facts.confirmedAt(), after);
            case UNSAFE -> later(facts.unsafeSince(), after);
            case REOPENED -> later(facts.reopenedAt(), after);
        };
    }

    private static @Nullable Instant later(@Nullable Instant at, Instant after) {
        return at != null && at.isAfter(after) ? at : null;
    }

    private static @Nullable Instant at(@Nullable Completion done) {
        return done == null ? null : done.at();
    }

    private static @Nullable Instant at(@Nullable GivenAnswer answer) {
        return answer == null ? null : answer.at();
    }

    // ---- what comes next -------------------------------------------------------------------------------------------

    /** For each item, what waits for it or counts from it. */
    private static Map<String, List<String>> followers(Protocol protocol) {
        var followers = new HashMap<String, List<String>>();
        protocol.items().forEach(item -> {
            var asked =
                    item.when() == null ? Stream.<String>empty() : item.when().questions();
            Stream.of(asked, item.after().stream(), counted(item.due()))
                    .flatMap(ids -> ids)
                    .distinct()
                    .forEach(id -> followers
                            .computeIfAbsent(id, key -> new ArrayList<>())
                            .add(item.id()));
        });
        return followers;
    }

    private static Stream<String> counted(Protocol.@Nullable Due due) {
        return switch (due == null ? null : due.from()) {
            case null -> Stream.empty();
            case Protocol.Start.At at -> Stream.empty();
            case Protocol.Start.Answered answered -> Stream.of(answered.question());
            case Protocol.Start.Done done -> Stream.of(done.step());
        };
    }
}
