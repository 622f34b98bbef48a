package org.havenward.casework.trace;

import java.util.UUID;
import org.havenward.casework.CaseId;
import org.havenward.concern.ConcernId;

/** The record that a trace is kept on; a concern that went into a case counts as that case from then on. */
public sealed interface TraceSubject {
    UUID id();

    /** On a case, by its team. */
    record OfCase(CaseId file) implements TraceSubject {
        @Override
        public UUID id() {
            return file.value();
        }
    }

    /** On a concern, by whoever triages it. */
    record OfConcern(ConcernId concern) implements TraceSubject {
        @Override
        public UUID id() {
            return concern.value();
        }
    }
}
