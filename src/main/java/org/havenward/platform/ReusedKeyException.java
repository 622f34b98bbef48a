package org.havenward.platform;

/** An idempotency key that came before with other content. */
public final class ReusedKeyException extends RuntimeException {
    public ReusedKeyException() {
        super("This idempotency key was used before with other content");
    }
}
