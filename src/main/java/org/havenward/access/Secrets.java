package org.havenward.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Makes secrets, and the hashes by which they are found again. Secrets of 32 random bytes need no slow hash. */
@Component
class Secrets {
    /** No letters or digits that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom chance;

    Secrets(SecureRandom chance) {
        this.chance = chance;
    }

    String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    byte[] bytes(int count) {
        var bytes = new byte[count];
        chance.nextBytes(bytes);
        return bytes;
    }

    /** Groups of letters and digits to read aloud or type, each group of 5 worth 24 bits. */
    String words(int groups) {
        var words = new StringBuilder();
        for (var group = 0; group < groups; group++) {
            if (group > 0) {
                words.append('-');
            }
            for (var letter = 0; letter < 5; letter++) {
                words.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
            }
        }
        return words.toString();
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String normalEmail(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static byte[] emailHash(String email) {
        return hash("email:" + normalEmail(email));
    }
}
