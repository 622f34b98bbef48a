package org.havenward.guide;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The columns of the guide's Figures 1 and 2. */
public enum Side {
    @JsonProperty("sex")
    SEX,
    /** Both. */
    @JsonProperty("shared")
    SHARED,
    @JsonProperty("labor")
    LABOR;

    /** The message key of its heading. */
    public String labelKey() {
        return switch (this) {
            case SEX -> "guide.side.sex";
            case SHARED -> "guide.side.shared";
            case LABOR -> "guide.side.labor";
        };
    }
}
