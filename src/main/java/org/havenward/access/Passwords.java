package org.havenward.access;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB and two passes (OWASP's first choice), some 60 ms here. Few at a time: a flood of guesses shall not
 * take the machine's memory.
 */
@Component
class Passwords {
    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore turns =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    /** Compared with where there is no account, so that the answer takes as long. */
    private volatile @Nullable String nobodys;

    String hash(String password) {
        turns.acquireUninterruptibly();
        try {
            return encoder.encode(PasswordRules.normal(password));
        } finally {
            turns.release();
        }
    }

    /** False where there is no hash, in the same time. */
    boolean matches(String password, @Nullable String hash) {
        var against = hash == null ? nobodys() : hash;
        turns.acquireUninterruptibly();
        try {
            return encoder.matches(PasswordRules.normal(password), against) && hash != null;
        } finally {
            turns.release();
        }
    }

    private String nobodys() {
        var known = nobodys;
        if (known == null) {
            known = hash("nobody's password, never typed");
            nobodys = known;
        }
        return known;
    }
}
