package org.havenward.district;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record of rosters that were brought, in the current district's transaction. */
public interface RosterImports {
    /** How far one has come. */
    enum State {
        WAITING,
        CHECKING,
        READY,
        REFUSED,
        WAITING_TO_APPLY,
        APPLYING,
        DONE,
        FAILED,
        DROPPED;

        /** Whether something is being done, or about to be. */
        public boolean working() {
            return this == WAITING || this == CHECKING || this == WAITING_TO_APPLY || this == APPLYING;
        }
    }

    /**
     * @param step what it is doing, or why it failed; a message key
     * @param startedBy null for one from the command line
     * @param report what it found; null until it is checked
     */
    record Entry(
            UUID id,
            String fileName,
            Rosters.Options options,
            @Nullable StaffId startedBy,
            Instant startedAt,
            State state,
            String step,
            int percent,
            Instant changedAt,
            @Nullable RosterReport report) {}

    void add(UUID id, String fileName, Rosters.Options options, @Nullable StaffId startedBy, State state);

    /** Takes the next step where it still is in the state given; false where someone else was quicker. */
    boolean move(UUID id, State from, State to);

    /** How far one is that is waiting or being worked on; nothing where it is not. */
    void progress(UUID id, String step, int percent);

    /** Whether another one was brought in since this one was checked: what it would change may be another thing now. */
    boolean overtaken(UUID id);

    void finish(UUID id, State state, String step, @Nullable RosterReport report);

    Optional<Entry> find(UUID id);

    /** Newest first. */
    List<Entry> latest(int limit);
}
