package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.events.core.EventPublicationRepository;

/** What was heard is forgotten, whatever happens to one of them. Safety 13. */
class HeardInBatchesTest {
    private final Set<UUID> forgotten = ConcurrentHashMap.newKeySet();
    private final UUID stuck = UUID.randomUUID();

    @Test
    void one_that_cannot_be_forgotten_keeps_no_other_and_the_thread_goes_on_after_an_error() throws Exception {
        var heard = new HeardInBatches(stored());
        var ids = List.of(UUID.randomUUID(), stuck, UUID.randomUUID(), UUID.randomUUID());
        ids.forEach(id -> heard.markCompleted(id, Instant.EPOCH));
        heard.afterPropertiesSet();
        await().untilAsserted(
                        () -> assertThat(forgotten).containsExactlyInAnyOrder(ids.get(0), ids.get(2), ids.get(3)));

        var later = UUID.randomUUID();
        heard.markCompleted(later, Instant.EPOCH);
        await().untilAsserted(() -> assertThat(forgotten).contains(later));
        heard.destroy();
    }

    /** Falls by an Error, with all that it was given, whenever the stuck one is among them. */
    private EventPublicationRepository stored() {
        return (EventPublicationRepository) Proxy.newProxyInstance(
                EventPublicationRepository.class.getClassLoader(),
                new Class<?>[] {EventPublicationRepository.class},
                (proxy, method, given) -> {
                    for (var ids : given) {
                        for (var id : (List<?>) ids) {
                            if (stuck.equals(id)) {
                                throw new LinkageError("made to fall");
                            }
                        }
                        ((List<?>) ids).forEach(id -> forgotten.add((UUID) id));
                    }
                    return null;
                });
    }
}
