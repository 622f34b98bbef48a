package org.havenward.protocol;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The states' laws as Havenward ships them, for tools that open no house and no database. Who keeps the law, further down,
 * provides it as a {@link ServiceLoader service}.
 */
public interface ShippedLaw {
    /** Two letters each. */
    Set<String> states();

    /**
     * A state's law at a moment.
     *
     * @throws IllegalArgumentException for a state that is not there
     */
    LawFacts of(String state, Instant at);

    /**
     * The zone that most of a state keeps.
     *
     * @throws IllegalArgumentException for a state that is not there
     */
    ZoneId zone(String state);

    static ShippedLaw find() {
        return ServiceLoader.load(ShippedLaw.class).findFirst().orElseThrow();
    }

    /** The law of every state at a moment. */
    static List<LawFacts> all(Instant at) {
        var shipped = find();
        return shipped.states().stream().map(state -> shipped.of(state, at)).toList();
    }
}
