package org.havenward.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.havenward.House;
import org.havenward.platform.Settings.MasterKeySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What is sealed opens in its place and nowhere else, and only with the key it was sealed with. */
class VaultTest extends House {
    private static final DistrictId HERE = new DistrictId(UUID.randomUUID());
    private static final DistrictId ELSEWHERE = new DistrictId(UUID.randomUUID());
    private static final String WORDS = "She waits at the gate after the bell. ¿Por qué? 孩子";

    @Autowired
    private Vault vault;

    @Autowired
    private KeyRotateCommand rotate;

    @Autowired
    private MasterKeyRing ring;

    @Autowired
    private Settings settings;

    @Autowired
    private TransactionTemplate transaction;

    private record Sealed(KeyId key, byte[] text) {}

    private Sealed seal(String place) {
        return inDistrict(HERE, () -> {
            var key = vault.newKey();
            return new Sealed(key, vault.seal(key, place, WORDS));
        });
    }

    private String open(DistrictId district, KeyId key, String place, byte[] sealed) {
        return inDistrict(district, () -> vault.open(key, place, sealed));
    }

    @Test
    void a_keyed_hash_needs_no_transaction_and_is_the_same_in_one() {
        var words = WORDS.getBytes(StandardCharsets.UTF_8);
        var first = DistrictScope.call(HERE, () -> vault.mac("test.outside", words));
        var again = DistrictScope.call(HERE, () -> vault.mac("test.outside", words));
        assertThat(again).isEqualTo(first).isEqualTo(inDistrict(HERE, () -> vault.mac("test.outside", words)));
        assertThat(inDistrict(HERE, () -> vault.mac("test.another", words))).isNotEqualTo(first);
    }

    @Test
    void what_is_sealed_opens_in_its_place() {
        var sealed = seal("test/1");
        assertThat(new String(sealed.text, StandardCharsets.UTF_8)).doesNotContain("gate");
        assertThat(open(HERE, sealed.key, "test/1", sealed.text)).isEqualTo(WORDS);
    }

    @Test
    void moved_changed_or_shortened_it_does_not_open() {
        var sealed = seal("test/1");
        assertThatThrownBy(() -> open(HERE, sealed.key, "test/2", sealed.text)).isInstanceOf(SealedTextException.class);
        assertThatThrownBy(() -> open(HERE, seal("test/1").key, "test/1", sealed.text))
                .isInstanceOf(SealedTextException.class);
        for (var at = 0; at < sealed.text.length; at += 7) {
            var changed = sealed.text.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> open(HERE, sealed.key, "test/1", changed)).isInstanceOf(SealedTextException.class);
        }
        assertThatThrownBy(() -> open(HERE, sealed.key, "test/1", new byte[3])).isInstanceOf(SealedTextException.class);
    }

    @Test
    void another_district_cannot_open_it() {
        var sealed = seal("test/1");
        assertThatThrownBy(() -> open(ELSEWHERE, sealed.key, "test/1", sealed.text))
                .isInstanceOf(SealedTextException.class);
    }

    @Test
    void a_destroyed_key_is_gone_for_good() {
        var sealed = seal("test/1");
        inDistrict(HERE, () -> vault.destroy(sealed.key));
        assertThatThrownBy(() -> open(HERE, sealed.key, "test/1", sealed.text)).isInstanceOf(SealedTextException.class);
        assertThat(inDistrict(
                        HERE,
                        () -> database.sql("select wrapped is null from data_key where id = ?")
                                .param(sealed.key.value())
                                .query(Boolean.class)
                                .single()))
                .isTrue();
    }

    @Test
    void a_keyed_hash_is_the_same_here_and_differs_by_purpose_and_district() {
        var data = "maya".getBytes(StandardCharsets.UTF_8);
        var one = inDistrict(HERE, () -> vault.mac("index", data));
        assertThat(one).hasSize(32);
        assertThat(inDistrict(HERE, () -> vault.mac("index", data))).isEqualTo(one);
        assertThat(inDistrict(HERE, () -> vault.mac("other", data))).isNotEqualTo(one);
        assertThat(inDistrict(ELSEWHERE, () -> vault.mac("index", data))).isNotEqualTo(one);
    }

    @Test
    void rotation_wraps_every_key_anew_and_loses_nothing() {
        var sealed = seal("test/1");
        var hash = inDistrict(HERE, () -> vault.mac("index", new byte[] {1}));
        var before = ring.current().name();
        assertThat(rotate.call()).isZero();
        assertThat(ring.current().name()).isNotEqualTo(before);
        assertThat(ring.current().keys()).isOne();
        assertThat(ring.check().well()).isTrue();
        assertThat(inDistrict(
                        HERE,
                        () -> database.sql("select count(*) from data_key where master = ?")
                                .param(before)
                                .query(Long.class)
                                .single()))
                .isZero();
        assertThat(open(HERE, sealed.key, "test/1", sealed.text)).isEqualTo(WORDS);
        assertThat(inDistrict(HERE, () -> vault.mac("index", new byte[] {1}))).isEqualTo(hash);
    }

    @Timeout(60)
    @Test
    void rotation_waits_for_who_began_before_it_by_the_databases_clock_and_not_by_ours() throws Exception {
        var begun = new CountDownLatch(1);
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = others.submit(() -> inDistrict(HERE, () -> {
                var key = vault.newKey();
                var text = vault.seal(key, "test/1", WORDS);
                begun.countDown();
                rest(Duration.ofSeconds(1));
                return new Sealed(key, text);
            }));
            begun.await();
            clock.forward(Duration.ofHours(-1)); // our clock is behind
            assertThat(rotate.call()).isZero();
            var sealed = late.get();
            forgetKeptKeys();
            assertThat(open(HERE, sealed.key, "test/1", sealed.text)).isEqualTo(WORDS);
        } finally {
            clock.back();
        }
    }

    @Timeout(120)
    @Test
    void rotation_under_load_loses_nothing() throws Exception {
        var stop = new AtomicBoolean();
        var written = new ConcurrentLinkedQueue<Sealed>();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < 4; writer++) {
                writers.add(others.submit(() -> {
                    while (!stop.get()) {
                        written.add(seal("test/1"));
                        // Each round wraps all that is there: without a rest there would be more of it each time.
                        rest(Duration.ofMillis(10));
                    }
                }));
            }
            for (var round = 0; round < 5; round++) {
                var before = written.size();
                assertThat(rotate.call()).isZero();
                assertThat(ring.current().keys()).isOne();
                while (written.size() < before + 20) {
                    rest(Duration.ofMillis(5));
                }
            }
            stop.set(true);
            for (var writer : writers) {
                writer.get();
            }
            forgetKeptKeys();
            assertThat(written.size()).isGreaterThanOrEqualTo(100);
            for (var sealed : written) {
                assertThat(open(HERE, sealed.key, "test/1", sealed.text)).isEqualTo(WORDS);
            }
        } finally {
            stop.set(true);
            clock.back();
        }
    }

    @Timeout(60)
    @Test
    void the_old_key_stays_while_a_server_wraps_with_a_copy_of_it(@TempDir Path folder) throws Exception {
        Files.copy(
                settings.data().resolve("master.key"),
                folder.resolve("master.key"),
                StandardCopyOption.COPY_ATTRIBUTES);
        var elsewhere = new TinkVault(
                database,
                clock,
                new MasterKeyRing(in(folder), database, clock),
                new org.springframework.beans.factory.support.StaticListableBeanFactory()
                        .getBeanProvider(KeyHold.class),
                transaction);
        var stop = new AtomicBoolean();
        var written = new ConcurrentLinkedQueue<Sealed>();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = others.submit(() -> {
                while (!stop.get()) {
                    inDistrict(HERE, () -> {
                        var key = elsewhere.newKey();
                        written.add(new Sealed(key, elsewhere.seal(key, "test/1", WORDS)));
                    });
                    rest(Duration.ofMillis(5));
                }
            });
            assertThat(rotate.call()).isOne();
            assertThat(ring.current().keys()).isGreaterThan(1);
            stop.set(true);
            writer.get();
        } finally {
            stop.set(true);
        }
        assertThat(rotate.call()).isZero();
        assertThat(ring.current().keys()).isOne();
        for (var sealed : written) {
            assertThat(open(HERE, sealed.key, "test/1", sealed.text)).isEqualTo(WORDS);
        }
    }

    /** Opened keys are kept for a minute; what is tested is whether they open with the master key of now. */
    private void forgetKeptKeys() {
        clock.back();
        clock.forward(Duration.ofMinutes(5));
    }

    private static void rest(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void the_master_key_is_for_its_owner_only() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(settings.data().resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    private static Settings in(Path folder) {
        return new Settings(folder, null, null, new MasterKeySource(null, null, null), 2, false);
    }

    @Test
    void a_missing_master_key_is_not_made_anew_where_there_is_data(@TempDir Path folder) {
        assertThatThrownBy(() -> MasterKey.open(in(folder), true))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("The master key is missing");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void another_master_key_is_told_from_the_right_one(@TempDir Path one, @TempDir Path other) {
        var right = MasterKey.open(in(one), false);
        assertThat(right.proves(right.proof())).isTrue();
        assertThat(MasterKey.open(in(other), false).proves(right.proof())).isFalse();
    }

    @Test
    void a_master_key_that_others_may_read_or_that_is_damaged_is_refused(@TempDir Path folder) throws Exception {
        MasterKey.open(in(folder), false);
        var file = folder.resolve("master.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> MasterKey.open(in(folder), true))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, "{\"nonsense\":1}");
        assertThatThrownBy(() -> MasterKey.open(in(folder), true))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("cannot be used");
    }
}
