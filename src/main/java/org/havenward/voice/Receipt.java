package org.havenward.voice;

import java.util.List;

/**
 * The words that lead back to a conversation: 64 bits of chance and 8 bits of checksum, in eight words.
 *
 * @param secret the 64 bits
 */
@SuppressWarnings("ArrayRecordComponent")
public record Receipt(List<String> words, byte[] secret) {
    /** As it is shown and sent. */
    public String text() {
        return String.join(" ", words);
    }

    /** Keeps the words out of logs and errors. */
    @Override
    public String toString() {
        return "a receipt";
    }
}
