package org.havenward.platform;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.havenward.platform.HealthCheck.Health;
import org.springframework.stereotype.Component;

/** Asks every part of the house whether it is well, all at once, and waits no longer than a moment for any. */
@Component
public class Wellbeing {
    private static final long MOMENT = 4_000;

    private final List<HealthCheck> checks;
    /** What was asked and has not answered yet is not asked again: however often someone asks, one thread for each. */
    private final ConcurrentHashMap<String, CompletableFuture<Health>> underWay = new ConcurrentHashMap<>();

    Wellbeing(List<HealthCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Each part by its name, with {@code app} for the application itself. */
    public Map<String, Health> ask() {
        var answers = new TreeMap<String, CompletableFuture<Health>>();
        for (var check : checks) {
            answers.put(check.name(), underWay.computeIfAbsent(check.name(), name -> ask(check)));
        }
        var giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOMENT);
        var parts = new TreeMap<String, Health>();
        parts.put("app", Health.fine());
        answers.forEach((name, answer) -> parts.put(name, within(answer, giveUp - System.nanoTime())));
        return parts;
    }

    private CompletableFuture<Health> ask(HealthCheck check) {
        var answer = new CompletableFuture<Health>();
        // Not virtual: one that waits where it can't step aside, in a class being made, holds one of few carriers.
        Thread.ofPlatform().daemon().name("health-" + check.name()).start(() -> {
            try {
                answer.complete(check.check());
            } catch (RuntimeException | Error problem) {
                answer.complete(Health.unwell("does not answer"));
            } finally {
                underWay.remove(check.name());
            }
        });
        return answer;
    }

    private static Health within(CompletableFuture<Health> answer, long nanoseconds) {
        try {
            return answer.get(Math.max(1, nanoseconds), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return Health.unwell("does not answer in time");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Health.unwell("was not asked to the end");
        }
    }
}
