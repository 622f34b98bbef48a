package org.havenward.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.havenward.House;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.audit.Finding.Kind;
import org.havenward.audit.LogEntries.Seal;
import org.havenward.district.Districts;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.AsOwner;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Ids;
import org.havenward.platform.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log as someone finds it who got hold of the database. */
class SealedLogTest extends House {
    private static final SchoolId SCHOOL = new SchoolId(UUID.randomUUID());
    private static final StudentId MAYA = new StudentId(UUID.randomUUID());

    @Autowired
    private Audit audit;

    @Autowired
    private LogEntries entries;

    @Autowired
    private SealingJob job;

    @Autowired
    private Sealing sealing;

    @Autowired
    private Verification verification;

    @Autowired
    private NotedHeads heads;

    @Autowired
    private Vault vault;

    @Autowired
    private Districts districts;

    @Autowired
    private ApplicationContext context;

    private DistrictId district = new DistrictId(UUID.randomUUID());
    private JdbcClient owner = JdbcClient.create(new org.springframework.jdbc.datasource.DriverManagerDataSource());

    @BeforeEach
    void aDistrict() {
        district = districts
                .create("Sealed Log " + UUID.randomUUID(), "AZ", "America/Phoenix")
                .id();
        owner = AsOwner.of(context);
    }

    @Test
    void a_log_that_nobody_touched_is_in_order() {
        write(2_500);
        seal();
        assertThat(findings()).isEmpty();
        assertThat(verify().sealed()).isEqualTo(2_500);
        assertThat(verify().seals()).isEqualTo(3);
        assertThat(verify().waiting()).isZero();
    }

    @Test
    void a_changed_row_is_found_and_located() {
        write(1_200);
        seal();
        var entry = sealedEntry(2, 17);
        owner.sql("update audit_entry set actor = gen_random_uuid() where id = ?")
                .param(entry)
                .update();
        assertThat(findings()).containsExactly(new Finding(Kind.CHANGED, district, 2L, 17, entry));
    }

    @Test
    void a_changed_time_is_found() {
        write(3);
        seal();
        var entry = sealedEntry(1, 3);
        owner.sql("update audit_entry set at = at + interval '1 microsecond' where id = ?")
                .param(entry)
                .update();
        assertThat(findings()).containsExactly(new Finding(Kind.CHANGED, district, 1L, 3, entry));
    }

    @Test
    void a_removed_row_is_found_and_located() {
        write(1_200);
        seal();
        var entry = sealedEntry(1, 1_000);
        owner.sql("delete from audit_entry where id = ?").param(entry).update();
        assertThat(findings()).containsExactly(new Finding(Kind.REMOVED, district, 1L, 1_000, entry));
    }

    @Test
    void an_inserted_row_is_found() {
        write(10);
        seal();
        var forged = Ids.next();
        owner.sql("""
                insert into audit_entry (district_id, id, at, actor, action, kind, subject, school, student, purpose, mac, xact)
                select district_id, ?, at, actor, action, kind, subject, school, student, purpose, mac, xact
                from audit_entry where district_id = ? limit 1
                """).param(forged).param(district.value()).update();
        assertThat(findings()).containsExactly(new Finding(Kind.FORGED, district, null, null, forged));
    }

    @Test
    void a_row_taken_out_of_its_seal_is_found() {
        write(10);
        seal();
        var entry = sealedEntry(1, 5);
        owner.sql("update audit_seal set entry_ids = array_remove(entry_ids, ?) where district_id = ?")
                .param(entry)
                .param(district.value())
                .update();
        assertThat(findings())
                .containsExactlyInAnyOrder(
                        new Finding(Kind.SEAL_CHANGED, district, 1L, null, null),
                        new Finding(Kind.INSERTED, district, null, null, entry));
    }

    @Test
    void a_removed_seal_is_found() {
        write(2_500);
        seal();
        owner.sql("delete from audit_seal where district_id = ? and number = 2")
                .param(district.value())
                .update();
        assertThat(findings()).contains(new Finding(Kind.SEAL_REMOVED, district, 2L, null, null));
    }

    @Test
    void a_cut_off_end_is_found_by_the_head_noted_outside_and_stays_found() {
        write(1_500);
        seal();
        owner.sql("""
                delete from audit_entry where id = any(
                    select unnest(entry_ids) from audit_seal where district_id = ? and number = 2)
                """).param(district.value()).update();
        owner.sql("delete from audit_seal where district_id = ? and number = 2")
                .param(district.value())
                .update();
        assertThat(findings()).containsExactly(new Finding(Kind.CUT_OFF, district, 2L, null, null));

        write(1_500);
        seal();
        assertThat(findings()).contains(new Finding(Kind.CUT_OFF, district, 2L, null, null));
        assertThat(job.check().well()).isFalse();

        heads.setAside(district);
        seal();
        assertThat(findings()).isEmpty();
        assertThat(job.check().well()).isTrue();
    }

    @Test
    void the_application_can_neither_change_nor_delete_what_is_logged() {
        write(1);
        seal();
        for (var attempt : List.of(
                "update audit_entry set actor = null",
                "delete from audit_entry",
                "truncate audit_entry",
                "update audit_seal set number = 7",
                "delete from audit_seal",
                "alter table audit_entry disable row level security")) {
            assertThatThrownBy(() ->
                            inDistrict(district, () -> database.sql(attempt).update()))
                    .as(attempt)
                    .isInstanceOf(DataAccessException.class);
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void another_district_sees_none_of_it() {
        write(5);
        seal();
        var other = districts
                .create("Elsewhere " + UUID.randomUUID(), "AZ", "America/Phoenix")
                .id();
        long seen = inDistrict(
                other,
                () -> database.sql("select (select count(*) from audit_entry) + (select count(*) from audit_seal)")
                        .query(Long.class)
                        .single());
        assertThat(seen).isZero();
    }

    @Test
    void an_entry_whose_transaction_fails_is_not_there() {
        assertThatThrownBy(() -> inDistrict(district, () -> {
                    log(1);
                    throw new IllegalStateException("the work failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        seal();
        assertThat(verify().sealed()).isZero();
    }

    @Test
    void an_entry_that_commits_late_is_sealed_and_none_is_skipped() throws InterruptedException {
        write(1);
        seal();
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var late = Executors.newSingleThreadExecutor()) {
            late.execute(() -> inDistrict(district, () -> {
                log(1);
                written.countDown();
                await(mayCommit);
            }));
            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
            write(5);
            seal();
            var sealedMeanwhile = verify().sealed();
            mayCommit.countDown();
            assertThat(sealedMeanwhile).as("what may still be overtaken waits").isOne();
        }
        seal();
        assertThat(verify().sealed()).isEqualTo(7);
        assertThat(verify().waiting()).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void entries_are_sealed_in_the_order_of_their_numbers_also_where_these_get_a_digit_more() {
        write(4);
        owner.sql("""
                        update audit_entry e set xact = (98 + n.place)::text::xid8
                        from (select id, row_number() over (order by id) as place from audit_entry where district_id = :district) n
                        where e.district_id = :district and e.id = n.id
                        """).param("district", district.value()).update();
        var first = inDistrict(district, () -> entries.settledAfter("0", new UUID(0, 0), 2));
        assertThat(first).extracting(LogEntries.Sealable::xact).containsExactly("99", "100");
    }

    @Test
    void many_writers_at_once_lose_nothing() throws InterruptedException {
        var writers = 8;
        var each = 40;
        try (var pool = Executors.newFixedThreadPool(writers + 1)) {
            for (int writer = 0; writer < writers; writer++) {
                pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        write(3);
                    }
                });
            }
            pool.submit(() -> {
                for (int i = 0; i < 30; i++) {
                    seal();
                }
            });
            pool.shutdown();
            assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        seal();
        assertThat(verify().sealed()).isEqualTo((long) writers * each * 3);
        assertThat(verify().waiting()).isZero();
        assertThat(findings()).isEmpty();
    }

    @Test
    void in_a_restored_database_whose_transaction_numbers_lie_behind_sealing_goes_on() {
        write(10);
        restoredSeal();
        write(4);
        seal();
        write(4);
        seal();
        assertThat(verify().sealed()).isEqualTo(18);
        assertThat(verify().waiting()).isZero();
        assertThat(findings()).isEmpty();
    }

    /** A seal over all that is there, as another server had made it whose transactions were far ahead. */
    private void restoredSeal() {
        inDistrict(district, () -> {
            var waiting = entries.settledAfter("0", new UUID(0, 0), 100);
            var ids = waiting.stream().map(LogEntries.Sealable::id).toList();
            var bare = new Seal(
                    1, ids, new byte[0], "900000000000", ids.getLast(), false, Instant.parse("2026-01-05T12:00:00Z"));
            var chain = Sealing.chain(
                    vault,
                    null,
                    bare,
                    waiting.stream().map(LogEntries.Sealable::mac).toList());
            entries.add(new Seal(1, ids, chain, bare.lastXact(), bare.lastEntry(), false, bare.sealedAt()));
        });
    }

    @Test
    void a_hundred_thousand_rows_are_verified_in_seconds() {
        for (int i = 0; i < 100; i++) {
            write(1_000);
        }
        seal();
        var start = System.nanoTime();
        var result = verify();
        var took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("audit verify: %,d rows in %,d ms%n", result.sealed(), took.toMillis());
        assertThat(result.sealed()).isEqualTo(100_000);
        assertThat(result.findings()).isZero();
        assertThat(took).isLessThan(Duration.ofSeconds(30));
    }

    private void write(int rows) {
        inDistrict(district, () -> log(rows));
    }

    private void log(int rows) {
        var who = new Viewer(
                district, new StaffId(UUID.randomUUID()), "Someone", Set.of(), Set.of(SCHOOL), true, Locale.ENGLISH);
        var shown = IntStream.range(0, rows)
                .mapToObj(i -> new Audit.Entry(RecordRef.concern(UUID.randomUUID(), SCHOOL), i % 2 == 0 ? MAYA : null))
                .toList();
        audit.logAll(who, Action.LISTED, shown, Purpose.TRIAGE);
    }

    private void seal() {
        DistrictScope.run(district, () -> job.sealAll(district));
    }

    private UUID sealedEntry(long seal, int position) {
        return owner.sql("select entry_ids[?] from audit_seal where district_id = ? and number = ?")
                .param(position)
                .param(district.value())
                .param(seal)
                .query(UUID.class)
                .single();
    }

    private List<Finding> findings() {
        var found = new ArrayList<Finding>();
        DistrictScope.run(district, () -> verification.verify(found::add));
        return found;
    }

    private Verification.Result verify() {
        return DistrictScope.call(district, () -> verification.verify(finding -> {}));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
