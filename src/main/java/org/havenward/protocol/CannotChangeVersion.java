package org.havenward.protocol;

/** Something can't be done to a version of the protocol; a page says why. */
public final class CannotChangeVersion extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final VersionRefusal refusal;

    CannotChangeVersion(VersionRefusal refusal) {
        super(refusal.name());
        this.refusal = refusal;
    }

    public VersionRefusal refusal() {
        return refusal;
    }
}
