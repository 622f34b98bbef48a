package org.havenward.access;

/** Thrown where the gate refuses; becomes "not found" for a record, "not allowed" for a kind of work. */
public final class RefusedException extends RuntimeException {
    private final Decision.Reason reason;

    public RefusedException(Decision.Reason reason) {
        super("Refused: " + reason);
        this.reason = reason;
    }

    public Decision.Reason reason() {
        return reason;
    }
}
