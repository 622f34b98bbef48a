package org.havenward.casework.instrument;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A text in the languages that an instrument speaks. */
public record Text(@JsonValue Map<String, String> byLanguage) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Text(Map<String, String> byLanguage) {
        this.byLanguage = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byLanguage));
    }

    /** In the reader's language; else in the first that there is, such as a licensed one that was never translated. */
    public String in(Locale language) {
        var words = byLanguage.get(language.getLanguage());
        return words != null ? words : byLanguage.values().iterator().next();
    }
}
