package org.havenward.protocol;

import java.time.Instant;

/** What of a case conditions may rest on; see {@link ProtocolFacts}. */
public enum CaseFact {
    /** Years, as a number. */
    AGE,
    /** Whether the student was under 18 when the first concern was raised, which is whom reports are owed for. */
    CHILD,
    /** Whether the student has reached the state's age of majority now. */
    OF_AGE,
    CONFIRMED,
    /** Whether it was confirmed once and no longer is. */
    RETRACTED,
    /** Whether someone has said that the student is not safe now. */
    UNSAFE,
    REOPENED,
    /** Who the person is to the student: one of {@link ProtocolFacts.Exploiter}. */
    EXPLOITER,
    /** One of {@link org.havenward.casework.CaseStatus}. */
    STATUS;

    public String word() {
        return LawField.Words.word(this);
    }

    public boolean isNumber() {
        return this == AGE;
    }

    /** As a word or a number in digits; {@code unknown} where nobody knows. */
    public String value(ProtocolFacts facts, LawFacts law, Instant now) {
        return switch (this) {
            case AGE -> facts.bornOn() == null ? Protocol.UNKNOWN : Integer.toString(facts.ageAt(now));
            case CHILD ->
                facts.bornOn() == null ? Protocol.UNKNOWN : yes(facts.ageAt(facts.begun()) < ProtocolFacts.CHILD_UNDER);
            case OF_AGE -> facts.bornOn() == null ? Protocol.UNKNOWN : yes(facts.ageAt(now) >= law.ageOfMajority());
            case CONFIRMED -> yes(facts.confirmedAt() != null);
            case RETRACTED -> yes(facts.retractedAt() != null && facts.confirmedAt() == null);
            case UNSAFE -> yes(facts.unsafeSince() != null);
            case REOPENED -> yes(facts.reopenedAt() != null);
            case EXPLOITER -> LawField.Words.word(facts.exploiter());
            case STATUS -> LawField.Words.word(facts.status());
        };
    }

    private static String yes(boolean so) {
        return so ? Protocol.YES : Protocol.NO;
    }
}
