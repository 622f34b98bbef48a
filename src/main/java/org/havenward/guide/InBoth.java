package org.havenward.guide;

import java.util.Locale;

/** The same thing in English and in Spanish. */
public record InBoth<T>(T en, T es) {
    /** In the reader's language; English where we do not speak it. */
    public T in(Locale language) {
        return language.getLanguage().equals("es") ? es : en;
    }
}
