package org.havenward.audit;

import java.util.UUID;
import org.havenward.platform.DistrictId;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with the log, and where.
 *
 * @param seal the seal's number; null for an entry that no seal holds
 * @param position the entry's place in the seal, from 1; null for a finding about a whole seal
 */
record Finding(
        Kind kind,
        DistrictId district,
        @Nullable Long seal,
        @Nullable Integer position,
        @Nullable UUID entry) {
    enum Kind {
        CHANGED("An entry was changed"),
        REMOVED("An entry was removed"),
        INSERTED("An entry was put in behind the last seal"),
        FORGED("An entry was written by something other than Havenward"),
        SEAL_CHANGED("A seal was changed, or its entries exchanged"),
        SEAL_REMOVED("A seal was removed"),
        CUT_OFF("The end of the log was cut off, or an older copy of the database was restored");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    String inWords() {
        var text = new StringBuilder(kind.words).append(": district ").append(district.value());
        if (seal != null) {
            text.append(", seal ").append(seal);
        }
        if (position != null) {
            text.append(", position ").append(position);
        }
        if (entry != null) {
            text.append(", entry ").append(entry);
        }
        return text.toString();
    }
}
