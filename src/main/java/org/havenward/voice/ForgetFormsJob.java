package org.havenward.voice;

import java.time.Duration;
import java.time.InstantSource;
import org.havenward.platform.Job;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forgets which conversations came of one form, a day after: no form is good that long, and whoever tells one thing with a name
 * and another without it is not joined by it.
 */
@Component
class ForgetFormsJob implements Job {
    private static final Duration AFTER = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ForgetFormsJob(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-forms";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        jdbc.sql("select voice_forget_forms(:before)")
                .param("before", ConversationRows.at(clock.instant().minus(AFTER)))
                .query(Long.class)
                .single();
    }
}
