package org.havenward.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.havenward.access.Decision.Reason;
import org.havenward.access.Decision.Refused;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;

/** What holds for everyone, whatever they are and however they stand to a record. */
class RulesTest {
    private static final SchoolId HERE = new SchoolId(new UUID(0, 1));
    private static final SchoolId THERE = new SchoolId(new UUID(0, 2));
    private static final DistrictId DISTRICT = new DistrictId(new UUID(0, 3));

    private static final Set<Need> CASE_WORK = EnumSet.of(
            Need.TRIAGE_CONCERN,
            Need.LIST_CASES,
            Need.OPEN_CASE,
            Need.WORK_ON_CASE,
            Need.LEAD_CASE,
            Need.BREAK_GLASS,
            Need.COORDINATE);

    @Property
    void exclusion_beats_every_grant(
            @ForAll("viewers") Viewer viewer,
            @ForAll Need need,
            @ForAll("records") RecordRef record,
            @ForAll Set<Standing> standings) {
        assertThat(Rules.decide(viewer, need, record, new Standings.Facts(true, false, standings)))
                .isEqualTo(new Refused(Reason.EXCLUDED));
    }

    @Property
    void who_runs_the_system_never_opens_a_case_whatever_else_they_hold(
            @ForAll("viewers") Viewer viewer, @ForAll("records") RecordRef record, @ForAll Set<Standing> standings) {
        var both = with(viewer, new RoleAt(Role.SYSTEM_ADMINISTRATOR, null));
        for (var need : CASE_WORK) {
            assertThat(Rules.decide(both, need).allowed()).isFalse();
            assertThat(Rules.decide(both, need, record, new Standings.Facts(false, false, standings))
                            .allowed())
                    .isFalse();
        }
    }

    @Property
    void case_work_asks_for_a_second_factor(
            @ForAll("viewers") Viewer viewer, @ForAll("records") RecordRef record, @ForAll Set<Standing> standings) {
        var without = new Viewer(
                viewer.district(), viewer.staff(), viewer.name(), viewer.roles(), viewer.schools(), false, Locale.US);
        var needs = EnumSet.copyOf(CASE_WORK);
        needs.addAll(List.of(Need.SEE_WHO_LOOKED, Need.READ_AUDIT, Need.RUN_SYSTEM));
        for (var need : needs) {
            assertThat(Rules.decide(without, need, record, new Standings.Facts(false, false, standings))
                            .allowed())
                    .isFalse();
        }
    }

    @Property
    void a_case_opens_only_to_its_team(@ForAll("viewers") Viewer viewer, @ForAll("records") RecordRef record) {
        for (var need : List.of(Need.OPEN_CASE, Need.LIST_CASES, Need.LEAD_CASE)) {
            assertThat(Rules.decide(viewer, need, record, new Standings.Facts(false, false, Set.of(Standing.REPORTER)))
                            .allowed())
                    .isFalse();
        }
        assertThat(Rules.decide(
                                viewer,
                                Need.LEAD_CASE,
                                record,
                                new Standings.Facts(false, false, Set.of(Standing.TEAM)))
                        .allowed())
                .isFalse();
    }

    @Property
    void everyone_who_works_here_may_raise_a_concern_at_their_school(@ForAll("viewers") Viewer viewer) {
        assertThat(Rules.decide(viewer, Need.RAISE_CONCERN).allowed()).isTrue();
        for (var school : viewer.schools()) {
            assertThat(Rules.decide(
                                    viewer,
                                    Need.RAISE_CONCERN,
                                    new RecordRef(RecordKind.SCHOOL, school.value(), school),
                                    new Standings.Facts(false, false, Set.of()))
                            .allowed())
                    .isTrue();
        }
    }

    @Property
    void more_standing_never_closes_what_less_standing_opened(
            @ForAll("viewers") Viewer viewer,
            @ForAll Need need,
            @ForAll("records") RecordRef record,
            @ForAll Set<Standing> few,
            @ForAll Set<Standing> more) {
        var all = new HashSet<>(few);
        all.addAll(more);
        if (Rules.decide(viewer, need, record, new Standings.Facts(false, false, few))
                .allowed()) {
            assertThat(Rules.decide(viewer, need, record, new Standings.Facts(false, false, all))
                            .allowed())
                    .isTrue();
        }
    }

    @Property
    void nobody_does_to_a_record_what_they_may_not_do_at_all(
            @ForAll("viewers") Viewer viewer,
            @ForAll Need need,
            @ForAll("records") RecordRef record,
            @ForAll Set<Standing> standings) {
        if (Rules.decide(viewer, need, record, new Standings.Facts(false, false, standings))
                .allowed()) {
            assertThat(Rules.decide(viewer, need).allowed()).isTrue();
        }
    }

    @Provide
    Arbitrary<Viewer> viewers() {
        var roles = Combinators.combine(Arbitraries.of(Role.class), Arbitraries.of(HERE, THERE))
                .as((role, school) -> new RoleAt(role, Accounts.atSchools(role) ? school : null));
        return Combinators.combine(
                        roles.set().ofMaxSize(4), Arbitraries.of(HERE, THERE).set(), Arbitraries.of(true, false))
                .as((held, schools, secondFactor) -> new Viewer(
                        DISTRICT, new StaffId(new UUID(0, 9)), "Someone", held, schools, secondFactor, Locale.US));
    }

    @Provide
    Arbitrary<RecordRef> records() {
        return Combinators.combine(Arbitraries.of(RecordKind.class), Arbitraries.of(HERE, THERE))
                .as((kind, school) -> new RecordRef(kind, new UUID(0, 7), school));
    }

    private static Viewer with(Viewer viewer, RoleAt role) {
        var roles = new HashSet<>(viewer.roles());
        roles.add(role);
        return new Viewer(viewer.district(), viewer.staff(), viewer.name(), roles, viewer.schools(), true, Locale.US);
    }
}
