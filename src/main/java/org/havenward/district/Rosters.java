package org.havenward.district;

import java.nio.file.Path;

/** Brings in a roster: a OneRoster 1.1 or 1.2 export in CSV, as a folder or a zip. Works for the current district. */
public interface Rosters {
    /**
     * Reads and checks it and says what would change. Changes nothing.
     *
     * @throws RosterBusyException while another roster of this district is being brought in
     */
    RosterReport check(Path source, Options options, Progress progress);

    /**
     * Reads, checks, and brings it in, as one piece of the caller's transaction: others see the old roster until that
     * commits. With bad rows nothing changes, unless they are to be skipped.
     *
     * @throws RosterBusyException while another roster of this district is being brought in
     */
    RosterReport apply(Path source, Options options, Progress progress);

    /**
     * @param delta only changes since the last export; a manifest that says so is enough
     * @param skipBadRows leave out rows that have something wrong with them, and what hangs on them
     */
    record Options(boolean delta, boolean skipBadRows) {}

    /** Told now and then how far it is. */
    interface Progress {
        Progress NONE = (step, percent) -> {};

        void at(Step step, int percent);
    }

    /** What it is doing. */
    enum Step {
        READING,
        CHECKING,
        COMPARING,
        WRITING,
        MEASURING
    }

    /** Another roster of the same district is being brought in. */
    final class RosterBusyException extends RuntimeException {
        public RosterBusyException() {
            super(
                    "Another roster of this district is being brought in right now. Wait until it is done, then try again.");
        }
    }
}
