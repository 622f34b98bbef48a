package org.havenward.casework;

import org.jspecify.annotations.Nullable;

/**
 * Words that were sealed.
 *
 * @param text null where there are none, or where they can't be opened
 * @param gone whether there were words that can't be opened any more: their key is destroyed
 */
public record SealedWords(@Nullable String text, boolean gone) {
    static final SealedWords NONE = new SealedWords(null, false);
    static final SealedWords GONE = new SealedWords(null, true);

    /** The words; empty where there are none to show. */
    public String orEmpty() {
        return text == null ? "" : text;
    }
}
