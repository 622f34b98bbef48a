package org.havenward.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;

/**
 * Makes and reads receipts: one list of 512 words that are easily typed on any phone, each known by its first four letters;
 * eight of them hold 64 bits and a checksum of 8.
 */
public final class Receipts {
    static final int WORDS = 8;
    private static final int SECRET = 8;
    private static final int LIST = 512;
    private static final int BITS = 9;
    private static final int KNOWN_BY = 4;
    private static final List<String> ALL = load();
    private static final Map<String, Integer> BY_START = byStart();

    private Receipts() {}

    /** What came of reading what someone typed. */
    public sealed interface Read {
        record Good(Receipt receipt) implements Read {}

        /** Not eight words. */
        record WrongCount(int words) implements Read {}

        /** One is not on the list: which, counted from 1. */
        record Unknown(int place) implements Read {}

        /** All are on the list, and one is not the one that was given. */
        record Mistyped() implements Read {}
    }

    /** The receipt of 64 bits of chance. */
    static Receipt of(byte[] secret) {
        if (secret.length != SECRET) {
            throw new IllegalArgumentException("A receipt holds " + SECRET + " bytes");
        }
        var whole = Arrays.copyOf(secret, SECRET + 1);
        whole[SECRET] = checksum(secret);
        var number = new BigInteger(1, whole);
        var words = new ArrayList<String>();
        for (var word = WORDS - 1; word >= 0; word--) {
            words.add(ALL.get(number.shiftRight(word * BITS).intValue() & (LIST - 1)));
        }
        return new Receipt(List.copyOf(words), secret.clone());
    }

    /** Reads what someone typed: in any case, with any marks between the words, cut after four letters if they like. */
    public static Read read(String typed) {
        var plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var words = Arrays.stream(plain.split("[^a-z]+", -1))
                .filter(word -> !word.isEmpty())
                .limit(WORDS + 1L)
                .toList();
        if (words.size() != WORDS) {
            return new Read.WrongCount(words.size());
        }
        var number = BigInteger.ZERO;
        for (var place = 0; place < WORDS; place++) {
            var index = index(words.get(place));
            if (index < 0) {
                return new Read.Unknown(place + 1);
            }
            number = number.shiftLeft(BITS).or(BigInteger.valueOf(index));
        }
        var secret = new byte[SECRET];
        for (var at = 0; at < SECRET; at++) {
            secret[at] = number.shiftRight(8 * (SECRET - at)).byteValue();
        }
        return checksum(secret) == number.byteValue() ? new Read.Good(of(secret)) : new Read.Mistyped();
    }

    private static int index(String word) {
        var start = word.length() > KNOWN_BY ? word.substring(0, KNOWN_BY) : word;
        var index = BY_START.get(start);
        return index == null || !(ALL.get(index).startsWith(word) || word.startsWith(ALL.get(index))) ? -1 : index;
    }

    private static byte checksum(byte[] secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret)[0];
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Integer> byStart() {
        var known = new HashMap<String, Integer>();
        for (var index = 0; index < LIST; index++) {
            var word = ALL.get(index);
            known.put(word.length() > KNOWN_BY ? word.substring(0, KNOWN_BY) : word, index);
        }
        if (known.size() != LIST) {
            throw new IllegalStateException("Two words of the receipt list begin alike");
        }
        return known;
    }

    private static List<String> load() {
        try (var stream = new ClassPathResource("content/voice/receipt-words.txt").getInputStream()) {
            var words = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            if (words.size() != LIST) {
                throw new IllegalStateException("The receipt list has " + LIST + " words");
            }
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The receipt list cannot be read", unreadable);
        }
    }
}
