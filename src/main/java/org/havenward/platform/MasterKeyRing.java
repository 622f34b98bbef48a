package org.havenward.platform;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds the master key, once it is shown to be the one that the data was sealed with. */
@Component
class MasterKeyRing implements HealthCheck {
    private final MasterKey key;
    private final JdbcClient database;

    MasterKeyRing(Settings settings, JdbcClient database, InstantSource clock) {
        this.database = database;
        var sealedBefore = database.sql("select exists (select 1 from master_key_proof)")
                .query(Boolean.class)
                .single();
        key = MasterKey.open(settings, sealedBefore);
        if (!sealedBefore) {
            database.sql(
                            "insert into master_key_proof (id, master, sealed, at) values (1, ?, ?, ?) on conflict do nothing")
                    .params(key.name(), key.proof(), clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
        if (!proven()) {
            throw new StartupException(
                    "This is not the master key that the data was sealed with. Havenward does not start with"
                            + " another one: name the right key with HAVENWARD_MASTER_KEY_FILE, HAVENWARD_MASTER_KEY, or"
                            + " HAVENWARD_MASTER_KEY_URI, or put master.key back into the data folder.");
        }
    }

    MasterKey current() {
        return key;
    }

    private boolean proven() {
        return database.sql("select sealed from master_key_proof where id = 1")
                .query(byte[].class)
                .optional()
                .filter(key::proves)
                .isPresent();
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public Health check() {
        if (!key.stillThere()) {
            return Health.unwell("the master key's file cannot be read");
        }
        return proven() ? Health.fine() : Health.unwell("the master key does not open what it should");
    }
}
