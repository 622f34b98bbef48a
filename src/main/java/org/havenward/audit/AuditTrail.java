package org.havenward.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;

/** Reads the log for those who may. Entries about a record that the viewer is excluded from are left out. */
public interface AuditTrail {
    /** Who looked at or changed a record, newest first. */
    List<Line> of(Viewer viewer, RecordRef record, int limit, @Nullable UUID before);

    /** Who looked at or changed anything about a student, newest first. */
    List<Line> about(Viewer viewer, StudentId student, int limit, @Nullable UUID before);

    /** The whole district's log, newest first. */
    List<Line> all(Viewer viewer, int limit, @Nullable UUID before);

    /** @param who null for the system itself */
    record Line(UUID id, Instant at, @Nullable StaffId who, String name, Action action, RecordRef what, Purpose why) {}
}
