package org.havenward.platform;

/** A sealed text that can't be opened: its key is destroyed or missing, or the text was moved or changed. */
public final class SealedTextException extends RuntimeException {
    public SealedTextException(String message, Throwable cause) {
        super(message, cause);
    }
}
