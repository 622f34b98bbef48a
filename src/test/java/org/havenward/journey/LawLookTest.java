package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;

import org.havenward.House;
import org.junit.jupiter.api.Test;

/** The state's law and its review as their people see them, on a phone and on a desk. */
class LawLookTest extends House {
    @Test
    void a_coordinator_reads_the_law_and_reviews_a_part_and_a_counselor_sees_it() {
        try (var coordinator = Browser.at(url(""))
                        .patient()
                        .session(as(COORDINATOR_HALE).cookie("hw_session"));
                var counselor = Browser.at(url(""))
                        .patient()
                        .session(as(COUNSELOR_ORTIZ).cookie("hw_session"))) {
            coordinator.open("/law").look("law");
            coordinator.open("/law/hotlines").look("law-hotlines");
            coordinator.open("/law/oral-deadline");
            Browser.turn(coordinator.page().locator("form[action='/law/oral-deadline'] button"));
            coordinator.lookHere("law-review-errors");
            coordinator.page().locator("#verdict").check(force());
            coordinator.page().fill("#source", "A.R.S. 13-3620(A), read with counsel at the legislature’s site");
            Browser.turn(coordinator.page().locator("form[action='/law/oral-deadline'] button"));
            assertThat(coordinator.page().locator(".hw-alert--success").innerText())
                    .contains("It is confirmed");
            coordinator.look("law-reviewed");
            counselor.open("/law/oral-deadline").look("law-part-counselor");
            assertThat(coordinator.findings()).isEmpty();
            assertThat(counselor.findings()).isEmpty();
        }
    }

    /** The box is drawn by its label. */
    private static com.microsoft.playwright.Locator.CheckOptions force() {
        return new com.microsoft.playwright.Locator.CheckOptions().setForce(true);
    }
}
