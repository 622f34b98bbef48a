package org.havenward.web;

import org.jspecify.annotations.Nullable;

/** Text that a database and an XML file can hold: without null characters and halves of surrogate pairs. */
final class Wholesome {
    private Wholesome() {}

    static @Nullable String text(@Nullable String raw) {
        if (raw == null || isWhole(raw)) {
            return raw;
        }
        var whole = new StringBuilder(raw.length());
        raw.codePoints()
                .filter(point -> point != 0)
                .forEach(point -> whole.appendCodePoint(isLoneSurrogate(point) ? 0xFFFD : point));
        return whole.toString();
    }

    private static boolean isWhole(String raw) {
        return raw.codePoints().noneMatch(point -> point == 0 || isLoneSurrogate(point));
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
