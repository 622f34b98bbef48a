package org.havenward.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log for those who may. Entries about a record that the viewer is excluded from are left out, and so are
 * entries about a student that would give such a record away. Reading the log is itself logged.
 */
public interface AuditTrail {
    /** Who looked at or changed a record, newest first. */
    List<Line> of(Viewer viewer, RecordRef record, int limit, @Nullable UUID before);

    /** Who looked at or changed anything about a student, newest first. */
    List<Line> about(Viewer viewer, StudentId student, int limit, @Nullable UUID before);

    /** The whole district's log, newest first. */
    List<Line> all(Viewer viewer, int limit, @Nullable UUID before);

    /** The part of the district's log that a filter leaves, newest first. */
    List<Line> all(Viewer viewer, Filter filter, int limit, @Nullable UUID before);

    /** Hands over the same lines one by one, however many, for a file. */
    void export(Viewer viewer, Filter filter, Consumer<Line> each);

    /** The record of a kind that the log knows by this id, with its school; says nothing about who may know of it. */
    Optional<RecordRef> recordOf(RecordKind kind, UUID id);

    /** @param who null for the system itself */
    record Line(
            UUID id,
            Instant at,
            @Nullable StaffId who,
            String name,
            Action action,
            RecordRef what,
            @Nullable StudentId about,
            Purpose why) {}

    /** What to leave in; null: all. {@code from} is included, {@code to} is not. */
    record Filter(
            @Nullable StaffId who,
            @Nullable Action action,
            @Nullable RecordKind kind,
            @Nullable Instant from,
            @Nullable Instant to) {
        public static final Filter ALL = new Filter(null, null, null, null, null);
    }
}
