package org.havenward.audit;

/** What was done to a record. */
public enum Action {
    OPENED(false),
    LISTED(false),
    SEARCHED(false),
    EXPORTED(false),
    SAW_WHO_LOOKED(false),
    RAISED(true),
    ADDED_TO(true),
    ACKNOWLEDGED(true),
    ESCALATED(true),
    DECIDED(true),
    EXCLUDED(true),
    READMITTED(true),
    CREATED(true),
    CHANGED(true),
    NOTED(true),
    CLOSED(true),
    REOPENED(true),
    IMPORTED(true),
    SIGNED_IN(true),
    SIGN_IN_REFUSED(true),
    SIGNED_OUT(true),
    GRANTED(true),
    REVOKED(true),
    BROKE_GLASS(true),
    BREAK_GLASS_REFUSED(true),
    SHARED(true),
    DISCLOSED(true),
    HELD(true),
    HOLD_LIFTED(true);

    private final boolean write;

    Action(boolean write) {
        this.write = write;
    }

    public boolean isWrite() {
        return write;
    }
}
