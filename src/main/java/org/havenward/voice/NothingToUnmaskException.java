package org.havenward.voice;

/** There is no name to open, someone else asked already, or whoever asked would agree with themself. */
public final class NothingToUnmaskException extends RuntimeException {
    NothingToUnmaskException() {
        super("The name behind this message cannot be opened this way");
    }
}
