package org.havenward.mandate;

import java.time.LocalDate;
import java.util.List;

/**
 * What a part of the law says from a day on.
 *
 * @param effectiveFrom the first day that it holds
 * @param datedByLaw whether that is the day on which the law took effect; otherwise that from which our source shows it
 * @param sources codes of {@link LawSources}
 */
public record LawVersion(
        LocalDate effectiveFrom, boolean datedByLaw, LawValue value, Confidence confidence, List<String> sources) {
    /** The district's own reading, as {@link LawSources} calls it. */
    static final String BY_DISTRICT = "DISTRICT";

    public LawVersion {
        sources = List.copyOf(sources);
    }

    /** How good the source is; never how sure anyone may be of the law. */
    public enum Confidence {
        /** Seen in a source. */
        HIGH,
        /** One weak or old source, or an indirect one. */
        MEDIUM,
        /** No source was seen. */
        LOW;

        /** The message key of its name. */
        public String key() {
            return "law.confidence." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean byDistrict() {
        return sources.contains(BY_DISTRICT);
    }
}
