package org.havenward.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.NURSE_BELL;
import static org.havenward.Person.OTHER_COUNSELOR;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havenward.House;
import org.havenward.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The gate with the facts of a real database. */
class GateTest extends House {
    @Autowired
    private Gate gate;

    @Test
    void a_list_holds_exactly_what_would_open_one_by_one() {
        var random = new Random(7);
        for (var kind : List.of(RecordKind.CONCERN, RecordKind.CASE, RecordKind.STUDENT, RecordKind.SHARE)) {
            var records = new ArrayList<RecordRef>();
            town().in(() -> {
                for (var i = 0; i < 25; i++) {
                    var school = town().school(random.nextBoolean() ? Person.School.QUAY : Person.School.HARBOR);
                    var record = new RecordRef(kind, UUID.randomUUID(), school);
                    records.add(record);
                    for (var person : Person.values()) {
                        for (var standing : Standing.values()) {
                            if (random.nextInt(4) == 0) {
                                admit(record, person, standing);
                            }
                        }
                        if (random.nextInt(4) == 0) {
                            gate.exclude(record, town().staff(person), town().staff(COUNSELOR_ORTIZ));
                        }
                    }
                }
                return true;
            });
            for (var person : Person.values()) {
                var viewer = town().viewer(person);
                for (var need : Need.values()) {
                    assertThat(listed(viewer, need, kind, records))
                            .as("%s %s %s", person, need, kind)
                            .isEqualTo(oneByOne(viewer, need, records));
                }
            }
        }
    }

    private void admit(RecordRef record, Person person, Standing standing) {
        if (standing.ends()) {
            gate.admitUntil(
                    record, town().staff(person), standing, clock.instant().plusSeconds(3600));
        } else {
            gate.admit(record, town().staff(person), standing);
        }
    }

    private java.util.Set<UUID> oneByOne(Viewer viewer, Need need, List<RecordRef> records) {
        return town().in(() -> records.stream()
                .filter(record -> gate.decide(viewer, need, record).allowed())
                .map(RecordRef::id)
                .collect(Collectors.toSet()));
    }

    private java.util.Set<UUID> listed(Viewer viewer, Need need, RecordKind kind, List<RecordRef> records) {
        var rows = records.stream()
                .map(record -> "('" + record.id() + "'::uuid, '"
                        + java.util.Objects.requireNonNull(record.school()).value() + "'::uuid)")
                .collect(Collectors.joining(", "));
        return town().in(() -> {
            var visible = gate.visible(viewer, need, kind, "r.id", "r.school_id");
            return new HashSet<>(
                    database.sql("select r.id from (values " + rows + ") r(id, school_id) where " + visible.sql())
                            .params(visible.parameters())
                            .query(UUID.class)
                            .list());
        });
    }

    @Test
    void those_to_be_told_hold_the_role_there_and_are_not_excluded() {
        var record = RecordRef.concern(UUID.randomUUID(), town().school(Person.School.QUAY));
        town().in(() -> {
            assertThat(gate.holders(Role.DESIGNATED_COUNSELOR, record))
                    .containsExactly(town().staff(COUNSELOR_ORTIZ))
                    .doesNotContain(town().staff(OTHER_COUNSELOR));
            assertThat(gate.holders(Role.DISTRICT_COORDINATOR, record)).contains(town().staff(COORDINATOR_HALE));
            gate.exclude(record, town().staff(COUNSELOR_ORTIZ), town().staff(BACKUP_LIN));
            assertThat(gate.holders(Role.DESIGNATED_COUNSELOR, record)).isEmpty();
            gate.readmit(record, town().staff(COUNSELOR_ORTIZ), town().staff(BACKUP_LIN));
            assertThat(gate.holders(Role.DESIGNATED_COUNSELOR, record)).hasSize(1);
            return true;
        });
    }

    @Test
    void an_excluded_reporter_no_longer_follows_their_own_concern_and_a_standing_given_later_changes_nothing() {
        var record = RecordRef.concern(UUID.randomUUID(), town().school(Person.School.QUAY));
        var driver = town().viewer(BUS_DRIVER);
        town().in(() -> {
            gate.admit(record, driver.staff(), Standing.REPORTER);
            assertThat(gate.decide(driver, Need.FOLLOW_OWN_CONCERN, record).allowed())
                    .isTrue();
            gate.exclude(record, driver.staff(), town().staff(COUNSELOR_ORTIZ));
            gate.admit(record, driver.staff(), Standing.TEAM);
            assertThatThrownBy(() -> gate.require(driver, Need.FOLLOW_OWN_CONCERN, record))
                    .isInstanceOf(RefusedException.class);
            return true;
        });
    }

    @Test
    void a_case_shuts_out_whom_its_concern_shut_out() {
        var school = town().school(Person.School.QUAY);
        var concern = RecordRef.concern(UUID.randomUUID(), school);
        var grown = RecordRef.caseFile(UUID.randomUUID(), school);
        town().in(() -> {
            gate.exclude(concern, town().staff(NURSE_BELL), town().staff(COUNSELOR_ORTIZ));
            gate.carryExclusions(concern, grown);
            gate.carryExclusions(concern, grown);
            gate.admit(grown, town().staff(NURSE_BELL), Standing.LEAD);
            assertThat(gate.excludedFrom(grown)).containsExactly(town().staff(NURSE_BELL));
            assertThat(gate.with(grown, Standing.LEAD)).isEmpty();
            return true;
        });
    }

    @Test
    void someone_of_another_district_is_refused_even_by_a_role_for_all_schools() {
        var record = RecordRef.concern(UUID.randomUUID(), town().school(Person.School.QUAY));
        var stranger = elsewhere().viewer(COORDINATOR_HALE);
        var decision = town().in(() -> gate.decide(stranger, Need.TRIAGE_CONCERN, record));
        assertThat(decision).isEqualTo(new Decision.Refused(Decision.Reason.OTHER_DISTRICT));
        assertThat(town().in(() -> gate.visible(stranger, Need.TRIAGE_CONCERN, RecordKind.CONCERN, "x", "y"))
                        .sql())
                .isEqualTo("(false)");
    }
}
