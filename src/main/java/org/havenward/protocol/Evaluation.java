package org.havenward.protocol;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a case stands in its protocol at one moment. Nothing of it is stored as truth: the same protocol, answers, law, and
 * facts give the same again.
 *
 * @param at the moment
 * @param items every step and question of the protocol, in its order
 */
public record Evaluation(Instant at, List<State> items) {
    public Evaluation {
        items = List.copyOf(items);
    }

    public enum Status {
        /** To do or to answer now. */
        NOW,
        /** The same, and its time has passed. */
        LATE,
        /** Waits for an answer or for something that comes first. */
        LATER,
        DONE,
        /** What is known says so; see {@link State#why}. */
        NOT_NEEDED;

        public boolean open() {
            return this == NOW || this == LATE;
        }
    }

    /**
     * A step or question, and how it stands.
     *
     * @param phase the id of its phase
     * @param due null where no time is set, or what it runs from has not happened
     * @param overdue whether that has passed and it is not done; so also for what still waits
     * @param why what made it so: nothing where every case has it
     * @param waitsFor ids of the questions and steps that it waits for
     * @param next ids of what may follow from it
     */
    public record State(
            Protocol.Item item,
            String phase,
            Status status,
            @Nullable Instant due,
            boolean overdue,
            List<Why> why,
            List<String> waitsFor,
            List<String> next,
            @Nullable Completion done) {
        public State {
            why = List.copyOf(why);
            waitsFor = List.copyOf(waitsFor);
            next = List.copyOf(next);
        }

        public String id() {
            return item.id();
        }

        /** Whether the law asks for it. */
        public boolean isDuty() {
            return item instanceof Protocol.Step step && step.duty() != null;
        }
    }

    /**
     * How something was done.
     *
     * @param by who, as the caller names people; empty where a record shows it
     * @param how the proof; null for a question that was answered
     * @param value the answer that counts; empty for a step
     */
    public record Completion(String by, Instant at, Protocol.@Nullable Proof how, String value) {}

    /**
     * One thing that made an item be here, or not be.
     *
     * @param value what it is now; empty where a question is not answered or not asked
     * @param by who answered; empty where it is a fact or the law
     * @param at when they did; null where it is a fact or the law
     */
    public record Why(
            Condition.That that,
            String value,
            String by,
            @Nullable Instant at) {}

    public Stream<State> steps() {
        return items.stream().filter(state -> state.item() instanceof Protocol.Step);
    }

    public Stream<State> questions() {
        return items.stream().filter(state -> state.item() instanceof Protocol.Question);
    }

    /** Questions to answer now. */
    public Stream<State> openQuestions() {
        return questions().filter(state -> state.status().open());
    }

    /** What the law asks for in this case, done or not. */
    public Stream<State> duties() {
        return steps().filter(state -> state.isDuty() && state.status() != Status.NOT_NEEDED);
    }

    /** What a role owes now. */
    public Stream<State> owedBy(String role) {
        return items.stream()
                .filter(state -> state.status().open() && state.item().role().equals(role));
    }

    /** What still keeps the case from closing. */
    public Stream<State> obligations() {
        return steps().filter(state -> state.status() != Status.DONE
                && state.status() != Status.NOT_NEEDED
                && state.item() instanceof Protocol.Step step
                && (step.obliges() || step.duty() != null));
    }

    public Optional<State> find(String id) {
        return items.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    /**
     * How an item stands before and after something, such as an answer, the passing of time, or another version.
     *
     * @param before null where it is new
     * @param after null where it is gone
     */
    public record Change(
            String id, @Nullable State before, @Nullable State after) {}

    /** What differs in status or due time; in the order of the later one, then what is gone from it. */
    public static List<Change> changed(Evaluation before, Evaluation after) {
        Map<String, State> old = new LinkedHashMap<>();
        before.items.forEach(state -> old.put(state.id(), state));
        var changes = new java.util.ArrayList<Change>();
        for (var now : after.items) {
            var was = old.remove(now.id());
            if (was == null || was.status() != now.status() || !Objects.equals(was.due(), now.due())) {
                changes.add(new Change(now.id(), was, now));
            }
        }
        old.values().forEach(gone -> changes.add(new Change(gone.id(), gone, null)));
        return List.copyOf(changes);
    }
}
