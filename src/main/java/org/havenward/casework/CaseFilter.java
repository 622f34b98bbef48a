package org.havenward.casework;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of the cases that one may open a list shows. */
public enum CaseFilter {
    OPEN("c.status <> 'CLOSED'"),
    LED("c.status <> 'CLOSED' and c.lead = :me"),
    SUSPICION("c.status = 'SUSPICION'"),
    CONFIRMED("c.status = 'CONFIRMED'"),
    RECOVERY("c.status = 'RECOVERY'"),
    CLOSED("c.status = 'CLOSED'"),
    ALL("true");

    private final String condition;

    CaseFilter(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }

    /** As it stands in an address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The message key of its name. */
    public String key() {
        return "casework.filter." + word();
    }

    /** The one an address names; the open cases where it names none. */
    public static CaseFilter of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(filter -> filter.word().equals(word))
                .findFirst()
                .orElse(OPEN);
    }
}
