package org.havenward.voice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.havenward.platform.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Proof of work (after Hashcash): a cheap phone finds it in under a second while someone types; a machine that sends
 * thousands has to find thousands. Each form has a secret of its own, signed, so that nothing of it is kept on the server
 * and one proof is good for one message.
 */
@Component
public class Work {
    /** Leading zero bits of SHA-256: 65,536 tries on average. */
    public static final int BITS = 16;

    private static final Duration GOOD_FOR = Duration.ofHours(12);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}\\.[0-9a-z]{1,9}\\.[A-Za-z0-9_-]{22}");
    private static final Pattern PROOF = Pattern.compile("[0-9]{1,12}");
    private static final int SECRET = 16;

    private final Vault vault;
    private final SecureRandom chance;
    private final InstantSource clock;

    Work(Vault vault, SecureRandom chance, InstantSource clock) {
        this.vault = vault;
        this.chance = chance;
        this.clock = clock;
    }

    /** A form's own secret: what the work is done on, and what makes a message sent twice one message. */
    public String fresh() {
        var secret = new byte[SECRET];
        chance.nextBytes(secret);
        var start = encode(secret) + "." + Long.toString(minute(), 36);
        return start + "." + signature(start);
    }

    /** The secret that a form brought back, where it is one of ours and not too old. */
    public Optional<String> known(@Nullable String form) {
        if (form == null || !FORM.matcher(form).matches()) {
            return Optional.empty();
        }
        var end = form.lastIndexOf('.');
        var start = form.substring(0, end);
        var age = minute() - Long.parseLong(start.substring(start.indexOf('.') + 1), 36);
        var signed = MessageDigest.isEqual(
                signature(start).getBytes(StandardCharsets.US_ASCII),
                form.substring(end + 1).getBytes(StandardCharsets.US_ASCII));
        return signed && age >= 0 && age <= GOOD_FOR.toMinutes() ? Optional.of(form) : Optional.empty();
    }

    /** Whether the work was done on it. */
    public static boolean done(String form, @Nullable String proof) {
        if (proof == null || !PROOF.matcher(proof).matches()) {
            return false;
        }
        var hash = sha256(form + ":" + proof);
        return hash[0] == 0 && hash[1] == 0;
    }

    private String signature(String start) {
        var mac = vault.mac("voice.form", start.getBytes(StandardCharsets.UTF_8));
        return encode(java.util.Arrays.copyOf(mac, SECRET));
    }

    private long minute() {
        return clock.instant().getEpochSecond() / 60;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
