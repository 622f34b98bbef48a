package org.havenward.casework;

import java.util.UUID;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;

/**
 * An entry about to be appended to a chronology.
 *
 * @param words what was said, still readable; sealed when it is stored
 */
record NewEntry(
        UUID id,
        EntryKind kind,
        String words,
        @Nullable UUID refersTo,
        @Nullable StaffId person,
        @Nullable CaseStatus from,
        @Nullable CaseStatus to,
        @Nullable String code) {
    static NewEntry of(EntryKind kind) {
        return new NewEntry(Ids.next(), kind, "", null, null, null, null, null);
    }

    NewEntry words(String said) {
        return new NewEntry(id, kind, said, refersTo, person, from, to, code);
    }

    NewEntry refersTo(UUID other) {
        return new NewEntry(id, kind, words, other, person, from, to, code);
    }

    NewEntry person(@Nullable StaffId who) {
        return new NewEntry(id, kind, words, refersTo, who, from, to, code);
    }

    NewEntry moved(CaseStatus before, CaseStatus after) {
        return new NewEntry(id, kind, words, refersTo, person, before, after, code);
    }

    NewEntry code(String said) {
        return new NewEntry(id, kind, words, refersTo, person, from, to, said);
    }
}
