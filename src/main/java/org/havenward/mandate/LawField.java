package org.havenward.mandate;

import java.util.Arrays;
import java.util.Optional;

/** What a state's law says, part by part; each part has its own source, its own versions, and its own review. */
public enum LawField {
    HOTLINES("hotlines", true),
    ORAL_DEADLINE("oral-deadline", true),
    WRITTEN_REPORT("written-report", true),
    ROUTING("routing", true),
    CAREGIVER_RULE("caregiver-rule", true),
    REPORTERS("reporters", true),
    AGE_OF_MAJORITY("age-of-majority", true),
    SAFE_HARBOR("safe-harbor", false),
    NOTES("notes", false);

    private final String id;
    private final boolean ofDuty;

    LawField(String id, boolean ofDuty) {
        this.id = id;
        this.ofDuty = ofDuty;
    }

    /** As files, addresses, and the API write it. */
    public String id() {
        return id;
    }

    /** Whether someone's duty rests on it: until the district has reviewed it, pages say so. */
    public boolean ofDuty() {
        return ofDuty;
    }

    /** The message key of its name. */
    public String key() {
        return "law.field." + id;
    }

    public static Optional<LawField> of(String id) {
        return Arrays.stream(values()).filter(field -> field.id.equals(id)).findFirst();
    }
}
