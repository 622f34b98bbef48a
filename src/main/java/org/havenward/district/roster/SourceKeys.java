package org.havenward.district.roster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The key of a sourcedId: the first 16 bytes of its SHA-256. Of one width whatever the export uses for ids, it makes the
 * joins of millions of rows quick. Ids that come again and again, of schools and classes, are remembered. For one thread.
 */
final class SourceKeys {
    private static final int REMEMBERED = 1 << 14;

    private final MessageDigest digest;
    private final byte[] hash = new byte[32];
    private final ByteBuffer hashed = ByteBuffer.wrap(hash);
    private final @Nullable String[] ids = new @Nullable String[REMEMBERED];
    private final long[] highs = new long[REMEMBERED];
    private final long[] lows = new long[REMEMBERED];
    private long high;
    private long low;

    SourceKeys() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    void find(String sourcedId) {
        int code = sourcedId.hashCode();
        int slot = (code ^ (code >>> 15)) & (REMEMBERED - 1);
        if (sourcedId.equals(ids[slot])) {
            high = highs[slot];
            low = lows[slot];
            return;
        }
        try {
            digest.update(sourcedId.getBytes(StandardCharsets.UTF_8));
            digest.digest(hash, 0, hash.length);
        } catch (java.security.DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        high = hashed.getLong(0);
        low = hashed.getLong(8);
        ids[slot] = sourcedId;
        highs[slot] = high;
        lows[slot] = low;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
