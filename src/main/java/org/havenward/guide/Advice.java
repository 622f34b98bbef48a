package org.havenward.guide;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What to do, or not to do, when one worries about a student. */
public record Advice(String id, int version, Kind kind, String source, InBoth<Words> words) implements Entry {
    @Override
    public String text(Locale language) {
        return words.in(language).text();
    }

    public String more(Locale language) {
        return words.in(language).more();
    }

    public record Words(String text, String more) {}

    public enum Kind {
        /** Someone is in danger now. */
        @JsonProperty("danger")
        DANGER,
        @JsonProperty("do")
        DO,
        @JsonProperty("do-not")
        DO_NOT,
        /** The reader's own legal duty. */
        @JsonProperty("duty")
        DUTY,
        /** What the lists can't tell. */
        @JsonProperty("note")
        NOTE
    }
}
