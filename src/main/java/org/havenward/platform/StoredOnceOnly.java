package org.havenward.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps submissions in a table. The row is put there before the work begins: of two that race, PostgreSQL lets the second
 * wait until the first has committed (it is given the first one's record) or rolled back (it does the work itself). What was
 * submitted is kept as a hash under the district's own key: who reads the table can't try out what it may have said.
 */
@Component
class StoredOnceOnly implements OnceOnly {
    private final JdbcClient database;
    private final Vault vault;
    private final InstantSource clock;

    StoredOnceOnly(JdbcClient database, Vault vault, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** The end of the day: it is kept to be forgotten some day, and must not say when a student answered. */
    private static Instant day(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Result once(UUID actor, String endpoint, String key, String fingerprint, Supplier<UUID> work) {
        if (key.isBlank() || key.length() > 200) {
            throw new IllegalArgumentException("An idempotency key has 1 to 200 characters");
        }
        var district = DistrictScope.required().value();
        var hash = vault.mac("platform.submission", fingerprint.getBytes(StandardCharsets.UTF_8));
        var first = database.sql("""
                        insert into once_only (district_id, actor, endpoint, key, fingerprint, at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                district,
                                actor,
                                endpoint,
                                key,
                                hash,
                                day(clock.instant()).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (first) {
            var id = work.get();
            database.sql("""
                            update once_only set record_id = ?
                            where district_id = ? and actor = ? and endpoint = ? and key = ?""").params(id, district, actor, endpoint, key).update();
            return new Result(id, false);
        }
        return database.sql("""
                        select fingerprint, record_id from once_only
                        where district_id = ? and actor = ? and endpoint = ? and key = ?""")
                .params(district, actor, endpoint, key)
                .query((row, number) -> {
                    if (!MessageDigest.isEqual(hash, row.getBytes("fingerprint"))) {
                        throw new ReusedKeyException();
                    }
                    return new Result(row.getObject("record_id", UUID.class), true);
                })
                .single();
    }
}
