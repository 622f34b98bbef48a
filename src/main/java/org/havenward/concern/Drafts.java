package org.havenward.concern;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Concerns that were begun and not sent: sealed, their writer's alone, gone once sent or thrown away. */
@Service
@Transactional
public class Drafts {
    private static final int MOST = 50;
    private static final Duration TOMBSTONE = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Gate gate;
    private final Audit audit;
    private final InstantSource clock;

    Drafts(JdbcClient jdbc, Vault vault, Gate gate, Audit audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /** A draft, as far as a list shows it. */
    public record Line(UUID id, Instant begunAt, Instant savedAt) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(UUID staff, @Nullable KeyId key, byte @Nullable [] words) {}

    /** Keeps what is typed so far. Does nothing for a draft that was sent, thrown away, or is someone else's. */
    public void keep(Viewer viewer, UUID id, String words) {
        requireWork(viewer);
        var now = now();
        var kept = find(id);
        if (kept.isEmpty()) {
            var key = vault.newKey();
            var added = jdbc.sql("""
                    insert into concern_draft (district_id, id, staff_id, key_id, words, begun_at, saved_at)
                    values (havenward_district(), :id, :staff, :key, :words, :now, :now)
                    on conflict (district_id, id) do nothing
                    """)
                    .param("id", id)
                    .param("staff", viewer.staff().value())
                    .param("key", key.value())
                    .param("words", vault.seal(key, place(id), words))
                    .param("now", ConcernFiles.at(now))
                    .update();
            if (added > 0) {
                audit.log(viewer, Action.CREATED, ref(id), null, Purpose.RAISE_A_CONCERN);
            } else {
                vault.destroy(key);
            }
            return;
        }
        var key = kept.get().key();
        if (key == null || !kept.get().staff().equals(viewer.staff().value())) {
            return;
        }
        jdbc.sql("""
                update concern_draft set words = :words, saved_at = :now
                where district_id = havenward_district() and id = :id and staff_id = :staff and ended_at is null
                """)
                .param("words", vault.seal(key, place(id), words))
                .param("now", ConcernFiles.at(now))
                .param("id", id)
                .param("staff", viewer.staff().value())
                .update();
    }

    public Optional<String> open(Viewer viewer, UUID id) {
        requireWork(viewer);
        return find(id).filter(kept -> kept.staff().equals(viewer.staff().value()))
                .flatMap(kept -> {
                    if (kept.key() == null || kept.words() == null) {
                        return Optional.empty();
                    }
                    audit.log(viewer, Action.OPENED, ref(id), null, Purpose.RAISE_A_CONCERN);
                    return Optional.of(vault.open(kept.key(), place(id), kept.words()));
                });
    }

    /** The viewer's own, the latest first. */
    @Transactional(readOnly = true)
    public List<Line> list(Viewer viewer) {
        requireWork(viewer);
        return jdbc.sql("""
                select id, begun_at, saved_at from concern_draft where staff_id = :staff and ended_at is null
                order by saved_at desc limit :most
                """)
                .param("staff", viewer.staff().value())
                .param("most", MOST)
                .query((row, number) -> new Line(
                        row.getObject("id", UUID.class),
                        ConcernFiles.instant(row, "begun_at"),
                        ConcernFiles.instant(row, "saved_at")))
                .list();
    }

    public void discard(Viewer viewer, UUID id) {
        requireWork(viewer);
        end(viewer, id);
        audit.log(viewer, Action.CHANGED, ref(id), null, Purpose.RAISE_A_CONCERN);
    }

    /** Its words and key go; the id stays for a day, so that a save on its way does not bring it back. */
    void end(Viewer viewer, UUID id) {
        var kept = find(id);
        if (kept.isPresent() && !kept.get().staff().equals(viewer.staff().value())) {
            return;
        }
        var now = now();
        jdbc.sql("""
                insert into concern_draft (district_id, id, staff_id, begun_at, saved_at, ended_at)
                values (havenward_district(), :id, :staff, :now, :now, :now)
                on conflict (district_id, id) do update set key_id = null, words = null, ended_at = :now
                where concern_draft.staff_id = :staff and concern_draft.ended_at is null
                """)
                .param("id", id)
                .param("staff", viewer.staff().value())
                .param("now", ConcernFiles.at(now))
                .update();
        kept.map(Kept::key).ifPresent(vault::destroy);
        jdbc.sql("delete from concern_draft where ended_at < :before")
                .param("before", ConcernFiles.at(now.minus(TOMBSTONE)))
                .update();
    }

    private Optional<Kept> find(UUID id) {
        return jdbc.sql("select staff_id, key_id, words from concern_draft where id = :id")
                .param("id", id)
                .query((row, number) -> {
                    var key = row.getObject("key_id", UUID.class);
                    return new Kept(
                            row.getObject("staff_id", UUID.class),
                            key == null ? null : new KeyId(key),
                            row.getBytes("words"));
                })
                .optional();
    }

    private void requireWork(Viewer viewer) {
        if (gate.decide(viewer, Need.RAISE_CONCERN) instanceof org.havenward.access.Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    private static RecordRef ref(UUID id) {
        return new RecordRef(RecordKind.CONCERN, id, null);
    }

    private static String place(UUID id) {
        return "concern.draft/" + id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
