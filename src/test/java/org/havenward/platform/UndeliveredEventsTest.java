package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.havenward.House;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happened and could not be told is found out. Safety 13. */
class UndeliveredEventsTest extends House {
    @Autowired
    private UndeliveredEvents undelivered;

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
