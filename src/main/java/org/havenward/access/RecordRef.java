package org.havenward.access;

import java.util.UUID;
import org.havenward.district.SchoolId;
import org.jspecify.annotations.Nullable;

/** One record, and the school it belongs to (null: the whole district). */
public record RecordRef(RecordKind kind, UUID id, @Nullable SchoolId school) {
    public static RecordRef concern(UUID id, SchoolId school) {
        return new RecordRef(RecordKind.CONCERN, id, school);
    }

    public static RecordRef caseFile(UUID id, SchoolId school) {
        return new RecordRef(RecordKind.CASE, id, school);
    }

    public static RecordRef share(UUID id, SchoolId school) {
        return new RecordRef(RecordKind.SHARE, id, school);
    }

    public static RecordRef duty(UUID id, SchoolId school) {
        return new RecordRef(RecordKind.DUTY, id, school);
    }

    /** Of the whole district: it lies between schools. */
    public static RecordRef match(UUID id) {
        return new RecordRef(RecordKind.MATCH, id, null);
    }

    public static RecordRef student(UUID id, SchoolId school) {
        return new RecordRef(RecordKind.STUDENT, id, school);
    }
}
