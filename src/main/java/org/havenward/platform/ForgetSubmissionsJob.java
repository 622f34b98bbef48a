package org.havenward.platform;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets the keys of submissions after ninety days; nobody repeats one that late. */
@Component
class ForgetSubmissionsJob implements Job {
    private final JdbcClient database;
    private final InstantSource clock;

    ForgetSubmissionsJob(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-submissions";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(12);
    }

    @Override
    public void run() {
        database.sql("select havenward_forget_submissions(?)")
                .param(clock.instant().minus(Duration.ofDays(90)).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
