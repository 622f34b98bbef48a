package org.havenward.mandate;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.havenward.protocol.LawFacts;
import org.havenward.protocol.ShippedLaw;

/** The law files as they ship, for tools that need no district. */
public final class ShippedLaws implements ShippedLaw {
    /** Read once, when it is first asked for. */
    private static final class Files {
        private static final Map<String, StateLaw> LAWS =
                new LawReader().shipped().laws();
    }

    @Override
    public Set<String> states() {
        return new TreeSet<>(Files.LAWS.keySet());
    }

    @Override
    public LawFacts of(String state, Instant at) {
        var law = law(state);
        return Law.shipped(law, at.atZone(law.zone()).toLocalDate()).facts();
    }

    @Override
    public ZoneId zone(String state) {
        return law(state).zone();
    }

    private static StateLaw law(String state) {
        var law = Files.LAWS.get(state);
        if (law == null) {
            throw new IllegalArgumentException("There is no law of the state " + state);
        }
        return law;
    }
}
