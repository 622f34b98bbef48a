package org.havenward.platform;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Listens in tests, and fails the first time it is told of anything. */
@Component
public class Forgetful {
    /** Something happened. */
    public record Happened(UUID id) {}

    private final Set<UUID> tried = ConcurrentHashMap.newKeySet();
    private final List<UUID> heard = new CopyOnWriteArrayList<>();

    @Async
    @TransactionalEventListener(id = "test.forgetful")
    public void on(Happened event) {
        if (tried.add(event.id())) {
            throw new IllegalStateException("Not this time");
        }
        heard.add(event.id());
    }

    boolean tried(UUID id) {
        return tried.contains(id);
    }

    List<UUID> heard() {
        return heard;
    }
}
