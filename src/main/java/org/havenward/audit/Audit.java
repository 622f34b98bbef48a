package org.havenward.audit;

import java.util.Collection;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;

/** Writes the log, in the caller's transaction: what is read or written without its entry does not commit. */
public interface Audit {
    /** One record was read or written. */
    void log(Viewer who, Action action, RecordRef what, @Nullable StudentId about, Purpose why);

    /** Several were shown in a list; one entry each. */
    void logAll(Viewer who, Action action, Collection<Entry> entries, Purpose why);

    /** The system itself did it: a job, an import from the command line. */
    void logSystem(Action action, RecordRef what, @Nullable StudentId about, Purpose why);

    record Entry(RecordRef what, @Nullable StudentId about) {}
}
