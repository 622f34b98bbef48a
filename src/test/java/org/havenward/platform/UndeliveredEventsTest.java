package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.havenward.House;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.modulith.events.core.EventSerializer;

/** What happened and could not be told is found out. Safety 13. */
class UndeliveredEventsTest extends House {
    @Autowired
    private UndeliveredEvents undelivered;

    @Autowired
    private EventSerializer serializer;

    @Autowired
    private Forgetful listener;

    @Autowired
    private ApplicationEventPublisher events;

    @Test
    void what_a_listener_failed_to_take_is_delivered_again_without_a_restart() throws InterruptedException {
        var id = UUID.randomUUID();
        town().in(() -> {
            events.publishEvent(new Forgetful.Happened(id));
            return true;
        });
        await(() -> listener.tried(id));
        assertThat(listener.heard()).doesNotContain(id);
        assertThat(waiting(id)).isOne();
        undelivered.run();
        assertThat(listener.heard()).as("not at once: it may still be at work").doesNotContain(id);
        database.sql("update event_publication set publication_date = publication_date - interval '2 minutes'"
                        + " where serialized_event like ?")
                .param("%" + id + "%")
                .update();
        undelivered.run();
        await(() -> listener.heard().contains(id));
        await(() -> waiting(id) == 0);
        undelivered.run();
        assertThat(listener.heard()).containsOnlyOnce(id);
    }

    record Grown(UUID id, boolean danger, int times) {}

    @Test
    void what_another_version_left_is_still_told() {
        var id = UUID.randomUUID();
        var left = "{\"id\":\"" + id + "\",\"goneSince\":[1]}";
        assertThat(serializer.deserialize(left, Grown.class)).isEqualTo(new Grown(id, false, 0));
        var now = new Grown(id, true, 3);
        assertThat(serializer.deserialize(serializer.serialize(now), Grown.class))
                .isEqualTo(now);
    }

    private long waiting(UUID id) {
        return database.sql("select count(*) from event_publication where serialized_event like ?")
                .param("%" + id + "%")
                .query(Long.class)
                .single();
    }

    private static void await(BooleanSupplier moment) throws InterruptedException {
        for (var i = 0; i < 200 && !moment.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(moment.getAsBoolean()).isTrue();
    }

    @Test
    void what_stays_undelivered_is_said() {
        undelivered.run();
        assertThat(undelivered.check().well()).isTrue();
        var id = UUID.randomUUID();
        database.sql("""
                        insert into event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        values (?, 'gone', 'org.havenward.platform.Gone', '{}', now() - interval '11 minutes')
                        """).param(id).update();
        try {
            assertThat(undelivered.check().well()).isFalse();
        } finally {
            database.sql("delete from event_publication where id = ?").param(id).update();
        }
    }
}
