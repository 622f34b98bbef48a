package org.havenward.platform;

/** A key was to be destroyed while what it seals must be kept, such as under a legal hold. */
public final class KeyHeldException extends RuntimeException {
    KeyHeldException() {
        super("What this key seals is on hold and must be kept");
    }
}
