package org.havenward.audit;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.havenward.audit.LogEntries.HashedEntry;
import org.havenward.audit.LogEntries.Seal;
import org.havenward.audit.LogEntries.UnsealedEntry;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the whole log of a district, seal by seal, and reports what does not fit. Holds one seal in memory at a time. */
@Component
class Verification {
    private static final int SEALS_AT_ONCE = 10;

    private final LogEntries entries;
    private final NotedHeads heads;
    private final Vault vault;

    Verification(LogEntries entries, NotedHeads heads, Vault vault) {
        this.entries = entries;
        this.heads = heads;
        this.vault = vault;
    }

    /** Verifies the current district's log as of one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Result verify(Consumer<Finding> found) {
        var walk = new Walk(DistrictScope.required(), found);
        while (true) {
            var seals = entries.sealsAfter(walk.number, SEALS_AT_ONCE);
            if (seals.isEmpty()) {
                break;
            }
            seals.forEach(walk::seal);
        }
        walk.end();
        return new Result(walk.number, walk.sealed, walk.waiting, walk.findings);
    }

    /** @param waiting entries not yet sealed */
    record Result(long seals, long sealed, long waiting, long findings) {}

    private final class Walk {
        private final DistrictId district;
        private final Consumer<Finding> found;
        private long number;
        private byte @Nullable [] chain;
        private String lastXact = "0";
        private UUID lastEntry = new UUID(0, 0);
        private boolean restored;
        private long sealed;
        private long waiting;
        private long findings;
        private final Sealing.@Nullable Head noted;
        private boolean notedSeen;

        Walk(DistrictId district, Consumer<Finding> found) {
            this.district = district;
            this.found = found;
            this.noted = heads.of(district).orElse(null);
        }

        void seal(Seal seal) {
            for (long missing = number + 1; missing < seal.number(); missing++) {
                report(Finding.Kind.SEAL_REMOVED, missing, null, null);
            }
            var afterGap = seal.number() != number + 1;
            var rows = new HashMap<UUID, HashedEntry>();
            entries.withIds(seal.entries()).forEach(row -> rows.put(row.entry().id(), row));
            var macs = new ArrayList<byte[]>();
            var whole = true;
            for (int i = 0; i < seal.entries().size(); i++) {
                var id = seal.entries().get(i);
                var row = rows.get(id);
                if (row == null) {
                    report(Finding.Kind.REMOVED, seal.number(), i + 1, id);
                    whole = false;
                } else {
                    if (!isOurs(row)) {
                        report(Finding.Kind.CHANGED, seal.number(), i + 1, id);
                        whole = false;
                    }
                    macs.add(row.mac());
                }
            }
            // A seal whose entry or predecessor is known to be wrong can't be judged; its own hash carries the chain
            // on.
            if (whole && !afterGap && !MessageDigest.isEqual(seal.chain(), Sealing.chain(vault, chain, seal, macs))) {
                report(Finding.Kind.SEAL_CHANGED, seal.number(), null, null);
            }
            if (noted != null && noted.number() == seal.number()) {
                notedSeen = true;
                if (!noted.equals(Sealing.Head.of(seal.number(), seal.chain()))) {
                    report(Finding.Kind.CUT_OFF, seal.number(), null, null);
                }
            }
            number = seal.number();
            chain = seal.chain();
            lastXact = seal.lastXact();
            lastEntry = seal.lastEntry();
            restored = seal.restored();
            sealed += seal.entries().size();
        }

        void end() {
            if (noted != null && !notedSeen && noted.number() > number) {
                report(Finding.Kind.CUT_OFF, noted.number(), null, null);
            }
            restored = restored || (number > 0 && entries.isBehind(lastXact));
            entries.eachUnsealed(lastXact, lastEntry, this::unsealed);
        }

        private void unsealed(UnsealedEntry row) {
            var id = row.hashed().entry().id();
            if (!isOurs(row.hashed())) {
                report(Finding.Kind.FORGED, null, null, id);
            } else if (!row.beyond() && !restored) {
                report(Finding.Kind.INSERTED, null, null, id);
            } else {
                waiting++;
            }
        }

        private boolean isOurs(HashedEntry row) {
            return MessageDigest.isEqual(
                    row.mac(), vault.mac(AuditLog.ENTRY, row.entry().canonical(district)));
        }

        private void report(Finding.Kind kind, @Nullable Long seal, @Nullable Integer position, @Nullable UUID entry) {
            findings++;
            found.accept(new Finding(kind, district, seal, position, entry));
        }
    }
}
