package org.havenward.casework.trace;

import java.util.Locale;

/** What can be recorded of a person or a place of concern. */
public enum TraceKind {
    PHONE,
    EMAIL,
    /** A name on a platform, which is its detail. */
    HANDLE,
    /** Of a vehicle; its state is its detail. */
    PLATE,
    EMPLOYER,
    ADDRESS,
    PERSON;

    /** Whether it has a second part: the platform of a handle, the state of a plate. */
    public boolean hasDetail() {
        return this == HANDLE || this == PLATE;
    }

    /** As it stands in an address of a page. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Message key of its name. */
    public String key() {
        return "casework.trace.kind." + word();
    }
}
