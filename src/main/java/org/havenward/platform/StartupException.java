package org.havenward.platform;

/** Why Havenward cannot start or a command cannot run, in words for the person who runs it: what is wrong, what to do. */
public final class StartupException extends RuntimeException {
    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
