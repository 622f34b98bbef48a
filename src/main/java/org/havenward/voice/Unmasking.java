package org.havenward.voice;

import java.time.Instant;
import org.havenward.district.StaffId;

/**
 * One step on the way to the name behind a confidential message: two people and a reason, or one where someone is in danger.
 */
public record Unmasking(Step step, StaffId by, String byName, String reason, Instant at) {
    public enum Step {
        ASKED,
        /** Someone else agreed: the name is open. */
        AGREED,
        REFUSED,
        /** Someone is in danger: the name is open at once, and the coordinator is told. */
        DANGER;

        boolean opens() {
            return this == AGREED || this == DANGER;
        }
    }
}
