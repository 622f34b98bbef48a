package org.havenward.protocol;

import java.util.Locale;

/** What a protocol's answers are called: by its own words, for what it lists. */
public final class StepLabels {
    private StepLabels() {}

    /** An answer as its question names it; yes, no, and not known in the reader's language; else as it was given. */
    public static String answer(Protocol.Question question, String value, Locale language) {
        var listed = question.options().stream()
                .filter(option -> option.value().equals(value))
                .findFirst();
        if (listed.isPresent()) {
            return listed.get().label().in(language);
        }
        var spanish = language.getLanguage().equals("es");
        return switch (value) {
            case Protocol.YES -> spanish ? "Sí" : "Yes";
            case Protocol.NO -> "No";
            case Protocol.UNKNOWN -> spanish ? "No se sabe" : "Not known";
            default -> value;
        };
    }
}
