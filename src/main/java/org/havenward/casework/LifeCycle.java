package org.havenward.casework;

import static org.havenward.casework.CaseStatus.CLOSED;
import static org.havenward.casework.CaseStatus.CONFIRMED;
import static org.havenward.casework.CaseStatus.RECOVERY;
import static org.havenward.casework.CaseStatus.SUSPICION;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The one table of a case's life: from which state which verb leads to which. What is not in it cannot happen. */
final class LifeCycle {
    /** What people do to a case's state. */
    enum Verb {
        CONFIRM,
        RECONSIDER,
        BEGIN_RECOVERY,
        CLOSE,
        REOPEN
    }

    private static final EnumMap<CaseStatus, Map<CaseStatus, Verb>> LEGAL = new EnumMap<>(Map.of(
            SUSPICION, Map.of(CONFIRMED, Verb.CONFIRM, CLOSED, Verb.CLOSE),
            CONFIRMED, Map.of(SUSPICION, Verb.RECONSIDER, RECOVERY, Verb.BEGIN_RECOVERY, CLOSED, Verb.CLOSE),
            // A setback is normal: the response takes over again.
            RECOVERY, Map.of(CONFIRMED, Verb.CONFIRM, CLOSED, Verb.CLOSE),
            // Reopening leads back to the state before, see CaseFile.reopen.
            CLOSED, Map.of(SUSPICION, Verb.REOPEN, CONFIRMED, Verb.REOPEN, RECOVERY, Verb.REOPEN)));

    private LifeCycle() {}

    /** The verb that leads from one state to another, where one does. */
    static Optional<Verb> verb(CaseStatus from, CaseStatus to) {
        return Optional.ofNullable(LEGAL.getOrDefault(from, Map.of()).get(to));
    }
}
