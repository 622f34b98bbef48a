package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.havenward.House;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A repeated submission is one record. */
class OnceOnlyTest extends House {
    private static final DistrictId HERE = new DistrictId(UUID.randomUUID());
    private final UUID actor = UUID.randomUUID();

    @Autowired
    private OnceOnly onceOnly;

    private OnceOnly.Result submit(String key, String content, AtomicInteger made) {
        return inDistrict(
                HERE,
                () -> onceOnly.once(actor, "test.make", key, content, () -> {
                    made.incrementAndGet();
                    return Ids.next();
                }));
    }

    @Test
    void twenty_at_once_make_one_record() throws Exception {
        var made = new AtomicInteger();
        var results = new ArrayList<OnceOnly.Result>();
        try (var threads = Executors.newFixedThreadPool(10)) {
            Callable<OnceOnly.Result> submission = () -> submit("race", "same", made);
            var submissions =
                    java.util.stream.Stream.generate(() -> submission).limit(20).toList();
            for (var each : threads.invokeAll(submissions)) {
                results.add(each.get());
            }
        }
        assertThat(made).hasValue(1);
        assertThat(results.stream().map(OnceOnly.Result::id).distinct()).hasSize(1);
        assertThat(results.stream().filter(result -> !result.repeated())).hasSize(1);
    }

    @Test
    void the_same_key_with_other_content_is_refused() {
        submit("reused", "first", new AtomicInteger());
        assertThatThrownBy(() -> submit("reused", "second", new AtomicInteger()))
                .isInstanceOf(ReusedKeyException.class);
    }

    @Test
    void what_failed_can_be_submitted_again() {
        assertThatThrownBy(() -> inDistrict(HERE, () -> {
                    onceOnly.once(actor, "test.make", "failed", "same", () -> {
                        throw new IllegalStateException("no");
                    });
                }))
                .isInstanceOf(IllegalStateException.class);
        var made = new AtomicInteger();
        assertThat(submit("failed", "same", made).repeated()).isFalse();
        assertThat(made).hasValue(1);
    }

    @Test
    void keys_of_other_people_and_other_districts_never_meet() {
        var mine = submit("shared", "same", new AtomicInteger());
        var theirs =
                inDistrict(HERE, () -> onceOnly.once(UUID.randomUUID(), "test.make", "shared", "other", Ids::next));
        var elsewhere = inDistrict(
                new DistrictId(UUID.randomUUID()),
                () -> onceOnly.once(actor, "test.make", "shared", "other", Ids::next));
        assertThat(mine.id()).isNotEqualTo(theirs.id()).isNotEqualTo(elsewhere.id());
    }

    /** A dump of the database must not tell whether someone guessed right what was said. */
    @Test
    void when_it_was_submitted_is_kept_to_the_day_alone() {
        submit("timed", "same", new AtomicInteger());
        assertThat(inDistrict(
                        HERE,
                        () -> database.sql("select count(*) from once_only where actor = ? and key = 'timed'"
                                        + " and at = date_trunc('day', at, 'UTC') and at > now()")
                                .param(actor)
                                .query(Integer.class)
                                .single()))
                .isEqualTo(1);
    }

    @Test
    void what_was_submitted_is_kept_under_a_key() throws Exception {
        submit("sealed", "She was seen at the motel", new AtomicInteger());
        var kept = inDistrict(
                HERE,
                () -> database.sql("select fingerprint from once_only where actor = ? and key = 'sealed'")
                        .param(actor)
                        .query(byte[].class)
                        .single());
        assertThat(kept)
                .hasSize(32)
                .isNotEqualTo(java.security.MessageDigest.getInstance("SHA-256")
                        .digest("She was seen at the motel".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
