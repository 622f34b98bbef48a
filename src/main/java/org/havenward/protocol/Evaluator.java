package org.havenward.protocol;

import java.time.Instant;
import java.util.List;

/**
 * Works out where a case stands. A pure function: it reads no clock, no calendar, and no database, changes nothing, and
 * gives the same for the same. It always ends, also for a protocol that goes in a circle, which the check finds.
 *
 * <ul>
 *   <li>The newest answer to a question counts; older ones are kept by whoever passes them in.
 *   <li>An item whose condition waits for an answer comes later. One whose condition rests on something unknown is here:
 *       a step too many harms less than one too few.
 *   <li>A duty of the law waits for no answer and for no other step, and no answer takes it away: only the law itself, or
 *       the student's age, can. Where its time can't be told, it runs from the first concern.
 * </ul>
 */
public final class Evaluator {
    private Evaluator() {}

    /** @param answers all that were ever given, in any order */
    public static Evaluation evaluate(
            Protocol protocol,
            List<GivenAnswer> answers,
            LawFacts law,
            ProtocolFacts facts,
            Instant now,
            SchoolDays days) {
        var given = new GivenAnswers(protocol, answers, facts);
        var truths = new Truths(protocol, given, law, facts, now);
        return new Walk(protocol, given, truths, law, facts, now, days).whole();
    }
}
