package org.havenward.concern;

/** The three states that the reporter sees, and no more (mission B1). */
public enum ReporterStatus {
    RECEIVED,
    BEING_LOOKED_AT,
    CLOSED
}
