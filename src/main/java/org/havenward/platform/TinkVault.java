package org.havenward.platform;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.HmacParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tink's AES-256-GCM under one keyset for each record, which the database holds as wrapped by the master key. */
@Component
/* Who asks for a text that cannot be opened may go on without it. */
@Transactional(propagation = Propagation.MANDATORY, noRollbackFor = SealedTextException.class)
class TinkVault implements Vault {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Parameters MAC = macParameters();

    private final JdbcClient database;
    private final InstantSource clock;
    private final MasterKeyRing ring;
    private final ObjectProvider<KeyHold> holds;
    private final TransactionTemplate transaction;
    private final Recent<DataKey, Aead> dataKeys = new Recent<>(2_000);
    private final Recent<DistrictKey, Mac> districtKeys = new Recent<>(500);

    private record DataKey(UUID district, UUID id) {}

    private record DistrictKey(UUID district, String purpose) {}

    TinkVault(
            JdbcClient database,
            InstantSource clock,
            MasterKeyRing ring,
            ObjectProvider<KeyHold> holds,
            TransactionTemplate transaction) {
        this.transaction = transaction;
        this.database = database;
        this.clock = clock;
        this.ring = ring;
        this.holds = holds;
    }

    @Override
    public KeyId newKey() {
        var district = DistrictScope.required().value();
        var id = Ids.next();
        try {
            var master = ring.current().inFront();
            var keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            var wrapped =
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(keyset, master.aead(), boundData(district, id));
            database.sql("insert into data_key (district_id, id, wrapped, master, made_at) values (?, ?, ?, ?, ?)")
                    .params(
                            district,
                            id,
                            wrapped,
                            master.name(),
                            // The day: a lesson's key, made with its first answer, must not say when that was.
                            clock.instant().truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                    .update();
            dataKeys.put(new DataKey(district, id), aead(keyset), clock.instant());
            return new KeyId(id);
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("A data key cannot be made", problem);
        }
    }

    @Override
    public byte[] seal(KeyId key, String place, String text) {
        try {
            return aead(key).encrypt(text.getBytes(StandardCharsets.UTF_8), placeData(key, place));
        } catch (GeneralSecurityException problem) {
            throw new SealedTextException("The text cannot be sealed", problem);
        }
    }

    @Override
    public String open(KeyId key, String place, byte[] sealed) {
        try {
            return new String(aead(key).decrypt(sealed, placeData(key, place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException problem) {
            throw new SealedTextException("The text cannot be opened", problem);
        }
    }

    @Override
    public void destroy(KeyId key) {
        if (holds.stream().anyMatch(hold -> hold.holds(key))) {
            throw new KeyHeldException();
        }
        var district = DistrictScope.required().value();
        database.sql("""
                        update data_key set wrapped = null, destroyed_at = ?
                        where district_id = ? and id = ? and wrapped is not null""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), district, key.value())
                .update();
        forget(new DataKey(district, key.value()));
    }

    /** At once, and again after the commit, since another reader may have opened the key in between. */
    private void forget(DataKey key) {
        dataKeys.remove(key);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                dataKeys.remove(key);
            }
        });
    }

    /** A key that was used lately needs no database; any other has a transaction of its own where there is none. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS)
    public byte[] mac(String purpose, byte[] data) {
        try {
            return districtKey(purpose).computeMac(data);
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("The district's key cannot be used", problem);
        }
    }

    private Aead aead(KeyId key) throws GeneralSecurityException {
        var place = new DataKey(DistrictScope.required().value(), key.value());
        var known = dataKeys.get(place, clock.instant());
        if (known != null) {
            return known;
        }
        var wrapped = database.sql(
                        "select wrapped from data_key where district_id = ? and id = ? and wrapped is not null")
                .params(place.district, place.id)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new GeneralSecurityException("Its key is destroyed or was never here"));
        var aead = aead(TinkProtoKeysetFormat.parseEncryptedKeyset(
                wrapped, ring.current().aead(), boundData(place.district, place.id)));
        dataKeys.put(place, aead, clock.instant());
        return aead;
    }

    private Mac districtKey(String purpose) {
        var place = new DistrictKey(DistrictScope.required().value(), purpose);
        var known = districtKeys.get(place, clock.instant());
        if (known != null) {
            return known;
        }
        var mac = transaction.execute(status -> {
            try {
                return readOrMake(place);
            } catch (GeneralSecurityException problem) {
                throw new IllegalStateException("The district's key cannot be used", problem);
            }
        });
        return Objects.requireNonNull(mac);
    }

    private Mac readOrMake(DistrictKey place) throws GeneralSecurityException {
        var stored = storedDistrictKey(place);
        if (stored.isEmpty()) {
            var master = ring.current().inFront();
            var made = TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    KeysetHandle.generateNew(MAC), master.aead(), boundData(place.district, place.purpose));
            database.sql("""
                            insert into district_key (district_id, purpose, wrapped, master, made_at)
                            values (?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(
                            place.district,
                            place.purpose,
                            made,
                            master.name(),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            stored = storedDistrictKey(place);
        }
        var row = stored.orElseThrow(() -> new GeneralSecurityException("The district's key was not kept"));
        var mac = TinkProtoKeysetFormat.parseEncryptedKeyset(
                        row.wrapped, ring.current().aead(), boundData(place.district, place.purpose))
                .getPrimitive(RegistryConfiguration.get(), Mac.class);
        if (!row.uncommitted) {
            districtKeys.put(place, mac, clock.instant());
        }
        return mac;
    }

    /** @param uncommitted made in this very transaction, which may yet roll back: not to be remembered */
    private record Stored(byte[] wrapped, boolean uncommitted) {}

    private Optional<Stored> storedDistrictKey(DistrictKey place) {
        return database.sql("""
                        select wrapped, coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) as uncommitted
                        from district_key where district_id = ? and purpose = ?""")
                .params(place.district, place.purpose)
                .query((row, number) -> new Stored(row.getBytes("wrapped"), row.getBoolean("uncommitted")))
                .optional();
    }

    private static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
        return keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    /** A wrapped key opens for its own district and name only. */
    static byte[] boundData(UUID district, Object name) {
        return (district + "/" + name).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] placeData(KeyId key, String place) {
        return (DistrictScope.required().value() + "/" + key.value() + "/" + place).getBytes(StandardCharsets.UTF_8);
    }

    private static Parameters macParameters() {
        try {
            return HmacParameters.builder()
                    .setKeySizeBytes(32)
                    .setTagSizeBytes(32)
                    .setHashType(HmacParameters.HashType.SHA256)
                    .setVariant(HmacParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The keys used last, for a minute each: unwrapping costs more than sealing. */
    private static final class Recent<K, V> {
        private final int most;
        private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

        private record Kept<V>(V value, Instant until) {}

        Recent(int most) {
            this.most = most;
        }

        synchronized @Nullable V get(K key, Instant now) {
            var found = kept.get(key);
            return found == null || now.isAfter(found.until) ? null : found.value;
        }

        synchronized void put(K key, V value, Instant now) {
            kept.put(key, new Kept<>(value, now.plus(KEPT)));
            if (kept.size() > most) {
                kept.remove(kept.keySet().iterator().next());
            }
        }

        synchronized void remove(K key) {
            kept.remove(key);
        }
    }
}
