package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.havenward.platform.HealthCheck.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WellbeingTest {
    @Test
    void a_part_that_falls_is_unwell_and_the_others_are_asked_all_the_same() {
        var wellbeing = new Wellbeing(List.of(
                check("falls", () -> {
                    throw new LinkageError("made to fall");
                }),
                check("fine", Health::fine)));

        var before = System.nanoTime();
        var parts = wellbeing.ask();

        assertThat(parts).containsEntry("falls", Health.unwell("does not answer"));
        assertThat(parts).containsEntry("fine", Health.fine());
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    @Timeout(30)
    void many_parts_that_hang_where_their_thread_cannot_step_aside_keep_no_other_from_answering() {
        var never = new CountDownLatch(1);
        var checks = new ArrayList<HealthCheck>();
        for (int number = 0; number < 16; number++) {
            checks.add(check("hangs-" + number, () -> Held.by(never)));
        }
        checks.add(check("fine", Health::fine));

        var parts = new Wellbeing(checks).ask();
        never.countDown();

        assertThat(parts).containsEntry("fine", Health.fine());
        assertThat(parts).containsEntry("hangs-0", Health.unwell("does not answer in time"));
    }

    @Test
    @Timeout(30)
    void a_part_that_hangs_is_not_asked_again_while_it_does_and_is_when_it_answered() {
        var asked = new AtomicInteger();
        var hangs = new CountDownLatch(1);
        var wellbeing = new Wellbeing(List.of(check("slow", () -> {
            asked.incrementAndGet();
            try {
                hangs.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return Health.fine();
        })));

        wellbeing.ask();
        wellbeing.ask();
        assertThat(asked).hasValue(1);

        hangs.countDown();
        await().untilAsserted(() -> assertThat(wellbeing.ask()).containsEntry("slow", Health.fine()));
        wellbeing.ask();
        assertThat(asked).hasValueGreaterThan(1);
    }

    /** Its making waits; whoever asks it meanwhile waits too, on the thread that it has. */
    private static final class Held {
        private static CountDownLatch latch = new CountDownLatch(1);

        static Health by(CountDownLatch given) {
            latch = given;
            return Making.done;
        }

        private static final class Making {
            static final Health done = make();

            private static Health make() {
                try {
                    latch.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Health.fine();
            }
        }
    }

    private interface Answer {
        Health give();
    }

    private static HealthCheck check(String name, Answer answer) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Health check() {
                return answer.give();
            }
        };
    }
}
