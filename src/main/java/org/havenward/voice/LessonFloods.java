package org.havenward.voice;

import java.time.Duration;
import java.time.InstantSource;
import org.havenward.platform.HealthCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says when a lesson has far more answers than students: someone plays. Every answer is kept and read all the same, since one
 * of them may be a child's.
 */
@Component
class LessonFloods implements HealthCheck {
    private static final Duration LOOKED_BACK = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    LessonFloods(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "lesson-answers";
    }

    @Override
    @Transactional(readOnly = true)
    public Health check() {
        var many = jdbc.sql("select voice_lessons_flooded(:since)")
                .param("since", ConversationRows.at(clock.instant().minus(LOOKED_BACK)))
                .query(Long.class)
                .single();
        return many == 0 ? Health.fine() : Health.unwell(many + " lessons have far more answers than students");
    }
}
