package org.havenward.voice;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.HealthCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts receipts that are none, each hour, and says so in the health check: eight words can't be guessed, but someone who
 * tries must be noticed. Nothing of who tries is kept.
 */
@Component
public class Guesses implements HealthCheck {
    static final int ALARM = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Guesses.class);
    private static final Duration LOOKED_BACK = Duration.ofHours(3);

    private final JdbcClient jdbc;
    private final Limits limits;
    private final InstantSource clock;

    Guesses(JdbcClient jdbc, Limits limits, InstantSource clock) {
        this.jdbc = jdbc;
        this.limits = limits;
        this.clock = clock;
    }

    /** Whether so many were wrong of late that everyone who types one waits. */
    public boolean slow() {
        return !limits.guessesLeft(DistrictScope.required().value().toString());
    }

    /** One more that was none. */
    @Transactional
    public void wrong() {
        limits.takeGuess(DistrictScope.required().value().toString());
        var count = jdbc.sql("""
                insert into voice_guess (district_id, hour, wrong) values (havenward_district(), :hour, 1)
                on conflict (district_id, hour) do update set wrong = voice_guess.wrong + 1 returning wrong
                """)
                .param("hour", ConversationRows.at(clock.instant().truncatedTo(ChronoUnit.HOURS)))
                .query(Integer.class)
                .single();
        if (count == ALARM) {
            LOG.warn("Someone tries receipts: {} that are none within an hour", ALARM);
        }
    }

    @Override
    public String name() {
        return "receipts";
    }

    @Override
    @Transactional(readOnly = true)
    public Health check() {
        var most = jdbc.sql("select voice_most_guesses(:since)")
                .param("since", ConversationRows.at(clock.instant().minus(LOOKED_BACK)))
                .query(Integer.class)
                .single();
        return most < ALARM ? Health.fine() : Health.unwell("someone tries receipts");
    }
}
