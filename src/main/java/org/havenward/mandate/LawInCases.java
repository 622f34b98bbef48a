package org.havenward.mandate;

import org.havenward.protocol.StepsKept;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a district finds in its law reaches its open cases: what they owe is worked out anew, each by itself. */
@Component
class LawInCases {
    private final StepsKept steps;

    LawInCases(StepsKept steps) {
        this.steps = steps;
    }

    @EventListener
    void on(LawReviewedAnew event) {
        steps.lookAtAll();
    }
}
