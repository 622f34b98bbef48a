package org.havenward.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.OTHER_COUNSELOR;
import static org.havenward.Person.OTHER_NURSE;

import java.time.Duration;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.district.StaffId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/** Whoever no longer holds what they held is told of, once, however it came. */
@RecordApplicationEvents
class LostRolesTest extends House {
    @Autowired
    private LostRoles lostRoles;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    private ApplicationEvents events;

    @AfterEach
    void clockIsRight() {
        clock.back();
        town().signInAnew();
    }

    @Test
    void a_role_that_runs_out_is_told_of_once() {
        var staff = town().staff(OTHER_COUNSELOR);
        var role = new RoleAt(Role.RESPONSE_TEAM_MEMBER, town().school(Person.School.QUAY));
        var lastMoment = clock.instant().plus(Duration.ofDays(1));
        town().in(() -> {
            accounts.give(null, staff, role, null, lastMoment);
            return true;
        });
        lostRoles.run();
        assertThat(told(staff)).isZero();
        clock.forward(Duration.ofDays(1).plusMinutes(1));
        lostRoles.run();
        lostRoles.run();
        assertThat(told(staff)).isEqualTo(1);
    }

    @Test
    void who_leaves_the_roster_is_told_of_once_and_their_tokens_stay_ended_when_they_come_back() {
        var staff = town().staff(OTHER_NURSE);
        var nurse = town().viewer(OTHER_NURSE);
        var token = town().in(() -> tokens.make(nurse, "nightly", 30));
        leaves(staff, "now()");
        lostRoles.run();
        lostRoles.run();
        assertThat(told(staff)).isEqualTo(1);
        leaves(staff, "null");
        lostRoles.run();
        assertThat(tokens.find(token)).isEmpty();
        leaves(staff, "now()");
        lostRoles.run();
        assertThat(told(staff)).isEqualTo(2);
        leaves(staff, "null");
        lostRoles.run();
    }

    @Test
    void a_role_that_is_taken_and_an_account_that_is_suspended_are_told_of() {
        var lin = town().staff(BACKUP_LIN);
        var ortiz = town().staff(COUNSELOR_ORTIZ);
        town().in(() -> {
            var held = accounts.find(null, lin).orElseThrow().roles().getFirst();
            accounts.take(null, lin, held.id());
            accounts.suspend(null, ortiz);
            return true;
        });
        assertThat(told(lin)).isEqualTo(1);
        assertThat(told(ortiz)).isEqualTo(1);
    }

    private long told(StaffId who) {
        return events.stream(StaffLostRole.class)
                .filter(event -> event.who().equals(who))
                .count();
    }

    private void leaves(StaffId who, String when) {
        town().in(() -> database.sql("update staff set left_at = " + when + " where id = ?")
                .param(who.value())
                .update());
    }
}
