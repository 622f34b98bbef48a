package org.havenward.mandate;

import java.time.Instant;

/** What the agency answered. */
public record NewAnswer(AnswerKind kind, Instant at, String said) {}
