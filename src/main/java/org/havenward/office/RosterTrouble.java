package org.havenward.office;

import java.sql.SQLException;

/** What to say where the database could not take a roster: without values, which could be names. */
final class RosterTrouble {
    private RosterTrouble() {}

    /** The same as a message key. */
    static String key(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.havenward.district.Rosters.RosterBusyException) {
                return "roster.failed.busy";
            }
            if (cause instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
                return "roster.failed.disk";
            }
        }
        return "roster.failed.other";
    }

    static String words(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = String.valueOf(sql.getSQLState());
                if (state.equals("53100")) {
                    return "The database's disk is full. Nothing has changed. Make room, then bring the roster in again.";
                }
                if (state.startsWith("53")) {
                    return "The database has no memory or connections left. Nothing has changed. Try again later.";
                }
                if (state.startsWith("08") || state.startsWith("57")) {
                    return "The connection to the database ended. Nothing has changed. Try again.";
                }
                return "The database refused it (code " + state + "). Nothing has changed.";
            }
        }
        return "It could not be brought in. Nothing has changed.";
    }
}
