package org.havenward.voice;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import org.havenward.platform.SealedTextException;

/**
 * The key of one conversation (AES-256-GCM). It is kept wrapped only: once under a key that HKDF-SHA-256 makes of the receipt's
 * 64 bits together with the district's own key, and once by the key of the record.
 */
final class ConversationKey {
    private static final int SIZE = 32;
    private final byte[] secret;

    private ConversationKey(byte[] secret) {
        this.secret = secret;
    }

    static ConversationKey fresh(SecureRandom chance) {
        var secret = new byte[SIZE];
        chance.nextBytes(secret);
        return new ConversationKey(secret);
    }

    /** What the record's key seals. */
    String text() {
        return Base64.getEncoder().encodeToString(secret);
    }

    static ConversationKey ofText(String text) {
        return new ConversationKey(Base64.getDecoder().decode(text));
    }

    /**
     * @param pepper what the district's own key makes of the salt: without the master key, a receipt alone opens nothing in a
     *     copy of the database, and no receipt can be tried out on it
     */
    byte[] wrap(byte[] receipt, byte[] pepper, ConversationId id) {
        try {
            return new AesGcmJce(derived(receipt, pepper, id)).encrypt(secret, bound(id, "key"));
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("A conversation's key cannot be wrapped", problem);
        }
    }

    static ConversationKey unwrap(byte[] wrapped, byte[] receipt, byte[] pepper, ConversationId id) {
        try {
            return new ConversationKey(new AesGcmJce(derived(receipt, pepper, id)).decrypt(wrapped, bound(id, "key")));
        } catch (GeneralSecurityException problem) {
            throw new SealedTextException("The conversation's key cannot be opened", problem);
        }
    }

    byte[] seal(ConversationId id, String place, String words) {
        try {
            return new AesGcmJce(secret).encrypt(words.getBytes(StandardCharsets.UTF_8), bound(id, place));
        } catch (GeneralSecurityException problem) {
            throw new IllegalStateException("A message cannot be sealed", problem);
        }
    }

    String open(ConversationId id, String place, byte[] sealed) {
        try {
            return new String(new AesGcmJce(secret).decrypt(sealed, bound(id, place)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException problem) {
            throw new SealedTextException("A message cannot be opened", problem);
        }
    }

    private static byte[] derived(byte[] receipt, byte[] pepper, ConversationId id) throws GeneralSecurityException {
        return Hkdf.computeHkdf("HmacSha256", receipt, pepper, bound(id, "receipt"), SIZE);
    }

    private static byte[] bound(ConversationId id, String place) {
        return (id.value() + "/" + place).getBytes(StandardCharsets.UTF_8);
    }
}
