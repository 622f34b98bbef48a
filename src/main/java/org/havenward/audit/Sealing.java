package org.havenward.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havenward.audit.LogEntries.Seal;
import org.havenward.audit.LogEntries.Sealable;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Binds entries into a chain of seals. Entries are taken in the order of their transactions, and only where every older
 * transaction has ended, so that none can appear later behind the last seal.
 */
@Component
class Sealing {
    static final int ENTRIES_PER_SEAL = 1000;

    /** No transaction runs as long: entries older than this before the last seal are sealed. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofDays(1);

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final LogEntries entries;
    private final Vault vault;
    private final InstantSource clock;

    Sealing(LogEntries entries, Vault vault, InstantSource clock) {
        this.entries = entries;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * Seals the next entries of the current district.
     *
     * @return the new seal; empty where nothing waits or another node is at it
     */
    @Transactional
    public Optional<Head> sealNext() {
        if (!entries.sealingIsOurs()) {
            return Optional.empty();
        }
        var last = entries.newestSeal().orElse(null);
        var batch = next(last);
        if (batch.isEmpty()) {
            return Optional.empty();
        }
        var seal = unchained(last, batch);
        var chain = chain(
                vault,
                last == null ? null : last.chain(),
                seal,
                batch.stream().map(Sealable::mac).toList());
        entries.add(new Seal(
                seal.number(),
                seal.entries(),
                chain,
                seal.lastXact(),
                seal.lastEntry(),
                seal.restored(),
                seal.sealedAt()));
        return Optional.of(Head.of(seal.number(), chain));
    }

    private Seal unchained(@Nullable Seal last, List<Sealable> batch) {
        var reach = Collections.max(batch, Comparator.comparing(Sealing::place));
        var lastXact = reach.xact();
        var lastEntry = reach.id();
        var restored = false;
        if (last != null && isBehind(last)) {
            // Back to the fast path once the numbers have caught up and nothing was left over.
            restored = entries.isBehind(last.lastXact()) || batch.size() == ENTRIES_PER_SEAL;
            if (Long.compareUnsigned(number(last.lastXact()), number(lastXact)) > 0) {
                lastXact = last.lastXact();
            }
            lastEntry = batch.getLast().id();
        }
        return new Seal(
                last == null ? 1 : last.number() + 1,
                batch.stream().map(Sealable::id).toList(),
                new byte[0],
                lastXact,
                lastEntry,
                restored,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private boolean isBehind(Seal last) {
        return last.restored() || entries.isBehind(last.lastXact());
    }

    private List<Sealable> next(@Nullable Seal last) {
        if (last == null) {
            return entries.settledAfter("0", BEFORE_ALL, ENTRIES_PER_SEAL);
        }
        if (isBehind(last)) {
            return entries.settledAndUnsealedSince(dayBefore(last.lastEntry()), ENTRIES_PER_SEAL);
        }
        return entries.settledAfter(last.lastXact(), last.lastEntry(), ENTRIES_PER_SEAL);
    }

    @Transactional(readOnly = true)
    public Optional<Head> head() {
        return entries.newestSeal().map(seal -> Head.of(seal.number(), seal.chain()));
    }

    /** Whether the chain still runs through a head that was noted outside of the database. */
    @Transactional(readOnly = true)
    public boolean runsThrough(Head noted) {
        return entries.sealsAfter(noted.number() - 1, 1).stream()
                .anyMatch(seal -> Head.of(seal.number(), seal.chain()).equals(noted));
    }

    /** When the oldest entry that waits for its seal was written; empty where none waits. */
    @Transactional(readOnly = true)
    public Optional<Long> oldestWaitingMillis() {
        var waiting = entries.newestSeal()
                .map(last -> entries.firstAfter(last.lastXact(), last.lastEntry()))
                .orElseGet(() -> entries.firstAfter("0", BEFORE_ALL));
        return waiting.map(Sealing::millis);
    }

    /** The keyed hash that binds a seal to the one before and to its entries. */
    static byte[] chain(Vault vault, byte @Nullable [] before, Seal seal, List<byte[]> macs) {
        var head = "%d|%s|%s|%s|%d|"
                .formatted(
                        seal.number(),
                        seal.lastXact(),
                        seal.lastEntry(),
                        seal.restored(),
                        ChronoUnit.MICROS.between(Instant.EPOCH, seal.sealedAt()))
                .getBytes(StandardCharsets.UTF_8);
        var parts = new ArrayList<byte[]>();
        parts.add(head);
        parts.add(before == null ? new byte[32] : before);
        for (int i = 0; i < macs.size(); i++) {
            var id = seal.entries().get(i);
            parts.add(ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
            parts.add(macs.get(i));
        }
        var all =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(all::put);
        return vault.mac("audit-chain", all.array());
    }

    private static String place(Sealable entry) {
        return "%020d/%s".formatted(number(entry.xact()), entry.id());
    }

    private static long number(String xact) {
        return Long.parseUnsignedLong(xact);
    }

    /** The time inside a UUIDv7, in milliseconds. */
    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    private static UUID dayBefore(UUID id) {
        return new UUID(Math.max(0, millis(id) - LONGEST_TRANSACTION.toMillis()) << 16, 0);
    }

    /** How far the chain goes: the newest seal's number and hash. */
    record Head(long number, String chain) {
        static Head of(long number, byte[] chain) {
            return new Head(number, HexFormat.of().formatHex(chain));
        }
    }
}
