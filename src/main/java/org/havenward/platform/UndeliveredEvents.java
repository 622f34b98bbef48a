package org.havenward.platform;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.stereotype.Component;

/** Delivers again what a listener could not take, such as a notice while the database was busy; says when it stays undelivered. */
@Component
class UndeliveredEvents implements Job, HealthCheck {
    private static final Duration AFTER = Duration.ofMinutes(1);

    private final IncompleteEventPublications publications;
    private final JdbcClient database;

    UndeliveredEvents(IncompleteEventPublications publications, JdbcClient database) {
        this.publications = publications;
        this.database = database;
    }

    @Override
    public String name() {
        return "undelivered-events";
    }

    @Override
    public Duration every() {
        return AFTER;
    }

    @Override
    public void run() {
        publications.resubmitIncompletePublicationsOlderThan(AFTER);
    }

    @Override
    public Health check() {
        var late = database.sql(
                        "select exists (select from event_publication where completion_date is null and publication_date < now() - interval '10 minutes')")
                .query(Boolean.class)
                .single();
        return late
                ? Health.unwell("Something that happened has not been told for more than 10 minutes")
                : Health.fine();
    }
}
