package org.havenward.protocol;

import java.time.Instant;

/**
 * An answer to a question, as steps are worked out from it. It is never changed: a later one to the same question takes
 * its place.
 *
 * @param value one of the question's values, {@code unknown}, an ISO date, or a person
 * @param by who gave it, as the caller names people
 */
public record GivenAnswer(String question, String value, String by, Instant at) {}
