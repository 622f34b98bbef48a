package org.havenward.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Puts a new master key in front and wraps all data keys with it, while the server goes on. Texts are not sealed anew:
 * their keys never left the database unwrapped. Can be repeated where it was interrupted.
 */
@Component
@Command(
        name = "key rotate",
        description = "Makes a new master key, wraps all keys with it, and drops the old one.",
        mixinStandardHelpOptions = true)
class KeyRotateCommand implements CommandLineTool, Callable<Integer> {
    private static final int BATCH = 500;
    /** How often to look again for what a server wrapped with the old key. */
    private static final int MOST_ROUNDS = 5;

    private final MasterKeyRing ring;
    private final JdbcClient database;
    private final PlatformTransactionManager transactions;
    private final InstantSource clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--keep-old", description = "Keep the old key in the file, as for old backups.")
    private boolean keepOld;

    @Option(names = "--one-file", description = "Servers on several machines all read this very file.")
    private boolean oneFile;

    private record Wrapped(String kind, UUID district, String id, byte[] wrapped) {}

    KeyRotateCommand(
            MasterKeyRing ring, JdbcClient database, PlatformTransactionManager transactions, InstantSource clock) {
        this.ring = ring;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var key = ring.current();
        if (!key.rotates()) {
            say(
                    "The master key is not in a file: rotate it where it is kept. A key management service rotates a key behind its"
                            + " URI; for HAVENWARD_MASTER_KEY, put it into a file, name that with HAVENWARD_MASTER_KEY_FILE, and"
                            + " rotate.");
            return 1;
        }
        if (!oneFile && machines() > 1) {
            say(
                    "Servers on several machines use this database. Rotating is safe while they run where all of them read one and the"
                            + " same key file: say so with --one-file. Where each has a copy, stop all but this one, rotate here, copy"
                            + " the file to each, and start them. Nothing has changed.");
            return 1;
        }
        key.putNewKeyInFront();
        long wrapped = 0;
        for (var round = 1; ; round++) {
            // Servers look at the file at each use; what they began to write before may still hold the old key.
            var switched = databaseTime();
            wrapped += wrapAll();
            while (anyoneSince(switched)) {
                pause(Duration.ofMillis(200));
            }
            var late = wrapAll();
            wrapped += late;
            if (late == 0) {
                break;
            }
            if (round == MOST_ROUNDS) {
                say("A server still wraps with the old key: it does not read this file, or reads it late. " + wrapped
                        + " keys are wrapped with the new one; the old one stays in the file, and nothing is lost. Stop that"
                        + " server, give it this file, and rotate again.");
                return 1;
            }
            pause(Duration.ofSeconds(1));
        }
        database.sql("update master_key_proof set master = ?, sealed = ?, at = ? where id = 1")
                .params(key.name(), key.proof(), clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (!keepOld) {
            key.dropOldKeys();
        }
        say("The master key is new; " + wrapped + " keys are wrapped with it."
                + (keepOld ? " The old one is still in the file." : " The old one is gone from the file."));
        say("Keep a copy of the key apart from the backups of the database: neither is of use without the other.");
        return 0;
    }

    private long wrapAll() {
        long count = 0;
        while (true) {
            var batch = database.sql("select * from havenward_keys_not_under(?, ?)")
                    .params(ring.current().name(), BATCH)
                    .query((row, number) -> new Wrapped(
                            row.getString("kind"),
                            row.getObject("district_id", UUID.class),
                            row.getString("id"),
                            row.getBytes("wrapped")))
                    .list();
            // A transaction for each district in the batch: one for each key would be slower than servers make new
            // ones.
            batch.stream()
                    .collect(Collectors.groupingBy(Wrapped::district))
                    .forEach((district, keys) -> DistrictScope.run(
                            new DistrictId(district),
                            () -> new TransactionTemplate(transactions)
                                    .executeWithoutResult(status -> keys.forEach(this::wrapAnew))));
            count += batch.size();
            if (batch.size() < BATCH) {
                return count; // what came meanwhile is for the next round: a server that never stops must not hold us
                // here
            }
        }
    }

    private void wrapAnew(Wrapped old) {
        var master = ring.current().inFront();
        var name = master.name();
        var sealed = wrapAnew(old, master.aead());
        if (old.kind.equals("data")) {
            database.sql("update data_key set wrapped = ?, master = ? where district_id = ? and id = ? and wrapped = ?")
                    .params(sealed, name, old.district, UUID.fromString(old.id), old.wrapped)
                    .update();
        } else {
            database.sql("update district_key set wrapped = ?, master = ? where district_id = ? and purpose = ?")
                    .params(sealed, name, old.district, old.id)
                    .update();
        }
    }

    private static byte[] wrapAnew(Wrapped old, Aead master) {
        try {
            var bound = TinkVault.boundData(old.district, old.id);
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    TinkProtoKeysetFormat.parseEncryptedKeyset(old.wrapped, master, bound), master, bound);
        } catch (GeneralSecurityException problem) {
            throw new StartupException(
                    "A key in the database does not open with the master key. The old and the new key are both in the file;"
                            + " nothing is lost. Check the database against its backup, then rotate again.",
                    problem);
        }
    }

    /** Begins of transactions are in the database's time; ours may differ. */
    private OffsetDateTime databaseTime() {
        return database.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single();
    }

    /** From how many machines servers, and this command, work on the database now. */
    private int machines() {
        return database.sql("""
                        select count(distinct coalesce(host(client_addr), 'here')) from pg_stat_activity
                        where usename = current_user""").query(Integer.class).single();
    }

    private boolean anyoneSince(OffsetDateTime switched) {
        return database.sql("""
                        select exists (select 1 from pg_stat_activity
                        where usename = current_user and pid <> pg_backend_pid() and xact_start < ?)""").param(switched).query(Boolean.class).single();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartupException("Interrupted; run it again.", interrupted);
        }
    }

    private void say(String text) {
        if (spec != null) {
            spec.commandLine().getOut().println(text);
        }
    }
}
