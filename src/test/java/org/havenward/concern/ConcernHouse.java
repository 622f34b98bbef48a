package org.havenward.concern;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.Town;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The house with concerns in it. */
abstract class ConcernHouse extends House {
    static final ZoneId PHOENIX = ZoneId.of("America/Phoenix");

    @Autowired
    protected Concerns concerns;

    @Autowired
    protected Triage triage;

    @Autowired
    protected TriageQueue queue;

    @Autowired
    protected ConcernReading reading;

    @Autowired
    protected EscalationJob escalationJob;

    @Autowired
    protected EscalationHealth escalationHealth;

    /** Before any test shifts the clock: what people may do begins when they are given it. */
    @BeforeEach
    void everyone_is_there() {
        clock.back();
        town();
        elsewhere();
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.back();
    }

    /** Sets the house's clock to a time in Phoenix. */
    protected void itIs(String local) {
        itIs(local, PHOENIX);
    }

    protected void itIs(String local, ZoneId zone) {
        clock.back();
        clock.forward(Duration.between(
                Instant.now(), LocalDateTime.parse(local).atZone(zone).toInstant()));
    }

    protected AConcern aConcern() {
        return new AConcern(town());
    }

    protected AConcern aConcern(Town town) {
        return new AConcern(town);
    }

    protected ConcernReading.Whole seenBy(Person person, ConcernId id) {
        return DistrictScope.call(town().district(), () -> reading.open(town().viewer(person), id));
    }

    protected Concerns.OwnConcern ownOf(Person person, ConcernId id) {
        return DistrictScope.call(town().district(), () -> concerns.open(town().viewer(person), id));
    }

    protected void acknowledge(Person person, ConcernId id) {
        in(() -> triage.acknowledge(town().viewer(person), id, key()));
    }

    protected void decide(Person person, ConcernId id, Outcome outcome) {
        in(() -> triage.decide(town().viewer(person), id, outcome, null, key()));
    }

    protected void exclude(Person by, ConcernId id, Person whom) {
        in(() -> triage.exclude(town().viewer(by), id, town().staff(whom), key()));
    }

    protected void in(Runnable work) {
        DistrictScope.run(town().district(), work);
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected long count(Town town, String sql, Object... arguments) {
        return town.in(
                () -> database.sql(sql).params(arguments).query(Long.class).single());
    }

    /** Says what a test needs of a concern, and raises it. */
    protected final class AConcern {
        private final Town town;
        private @Nullable StudentId student;
        private @Nullable String description;
        private SchoolId school;
        private String narrative = "She said a man waits for her at the gate every day.";
        private boolean danger;
        private final Set<StaffId> named = new HashSet<>();

        private AConcern(Town town) {
            this.town = town;
            this.school = town.school(Person.School.QUAY);
            this.student = town.maya();
        }

        AConcern about(StudentId who) {
            student = who;
            return this;
        }

        AConcern aboutSomeone(String described) {
            student = null;
            description = described;
            return this;
        }

        AConcern at(Person.School where) {
            school = town.school(where);
            return this;
        }

        AConcern saying(String text) {
            narrative = text;
            return this;
        }

        AConcern inDanger() {
            danger = true;
            return this;
        }

        AConcern naming(Person person) {
            named.add(town.staff(person));
            return this;
        }

        NewConcern said() {
            return new NewConcern(
                    school,
                    student,
                    description,
                    narrative,
                    clock.instant().minus(Duration.ofMinutes(20)),
                    "East gate",
                    List.of("sex.travel"),
                    danger,
                    named,
                    null);
        }

        ConcernId raisedBy(Person person) {
            return DistrictScope.call(
                    town.district(),
                    () -> concerns.raise(town.viewer(person), said(), key()).id());
        }
    }
}
