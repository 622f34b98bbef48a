package org.havenward.protocol;

import java.time.Instant;
import java.util.Set;

/** The states' laws, as steps need them; mandate, further down, keeps them. */
public interface LawBook {
    /** The states that there is law of: two letters each. */
    Set<String> states();

    /**
     * A state's law as Havenward ships it, without any district's review; needs no district and no database.
     *
     * @throws IllegalArgumentException for a state that is not there
     */
    LawFacts shipped(String state, Instant at);

    /** The law of the current district's state at a moment, with what the district confirmed or corrected. */
    LawFacts here(Instant at);
}
