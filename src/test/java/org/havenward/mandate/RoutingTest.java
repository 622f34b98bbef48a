package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.mandate.Agency.CHILD_PROTECTION;
import static org.havenward.mandate.Agency.LAW_ENFORCEMENT;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.havenward.protocol.LawFacts.Known;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To whom a report goes, and which number to call; what is not known goes to both. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoutingTest {
    private static final LawReader.Reading SHIPPED = new LawReader().shipped();
    private static final LocalDate DAY = LocalDate.of(2026, 3, 6);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            AZ, CAREGIVER, 17, CHILD_PROTECTION, CAREGIVER,        false
            AZ, EMPLOYER,  17, LAW_ENFORCEMENT,  ONLY_CAREGIVERS,  false
            AZ, STAFF,     -,  LAW_ENFORCEMENT,  ONLY_CAREGIVERS,  false
            AZ, UNKNOWN,   17, BOTH,             PERSON_UNKNOWN,   false
            IL, EMPLOYER,  17, LAW_ENFORCEMENT,  ONLY_CAREGIVERS,  true
            TX, OTHER,     15, LAW_ENFORCEMENT,  ONLY_CAREGIVERS,  true
            FL, EMPLOYER,  17, CHILD_PROTECTION, ANYONE,           false
            OK, EMPLOYER,  17, BOTH,             BOTH_BY_LAW,      false
            OK, CAREGIVER, 17, BOTH,             BOTH_BY_LAW,      false
            OK, CAREGIVER, 18, LAW_ENFORCEMENT,  GROWN_UP,         false
            AK, EMPLOYER,  17, BOTH,             BOTH_BY_LAW,      false
            TX, CAREGIVER, 18, LAW_ENFORCEMENT,  GROWN_UP,         false
            AL, CAREGIVER, 18, LAW_ENFORCEMENT,  GROWN_UP,         false
            MS, CAREGIVER, 20, LAW_ENFORCEMENT,  GROWN_UP,         false
            NE, CAREGIVER, 18, BOTH,             MAY_STILL_PROTECT, false
            CT, CAREGIVER, 19, BOTH,             MAY_STILL_PROTECT, false
            CT, CAREGIVER, 20, LAW_ENFORCEMENT,  GROWN_UP,         false
            """)
    void a_report_goes_where_the_law_sends_it(
            String state, Suspected suspected, Integer age, String to, Routing.Why why, boolean hotlineToo) {
        var route = Routing.routes(law(state), suspected, age);
        assertThat(new TreeSet<>(route.agencies()))
                .isEqualTo(
                        to.equals("BOTH")
                                ? new TreeSet<>(List.of(CHILD_PROTECTION, LAW_ENFORCEMENT))
                                : new TreeSet<>(List.of(Agency.valueOf(to))));
        assertThat(route.why()).isEqualTo(why);
        assertThat(route.hotlineMayTakeIt()).isEqualTo(hotlineToo);
    }

    @Test
    void where_nothing_is_known_a_report_goes_to_both() {
        var law = Law.shipped(StateLaw.unknown("PR", ZoneId.of("America/Puerto_Rico")), DAY);
        for (var suspected : Suspected.values()) {
            assertThat(Routing.routes(law, suspected, null).agencies()).hasSize(2);
        }
        assertThat(law.facts().unreviewed()).hasSize(7);
    }

    @Property
    void every_report_goes_to_someone_and_the_unknown_to_both(
            @ForAll Suspected suspected, @ForAll @IntRange(min = 4, max = 21) int age) {
        for (var state : LawReader.STATES) {
            var law = law(state);
            var route = Routing.routes(law, suspected, age);
            assertThat(route.agencies()).as(state).isNotEmpty();
            if (age < 18 && (suspected == Suspected.UNKNOWN || law.needsCaregiver() == Known.UNKNOWN)) {
                assertThat(route.agencies()).as(state).hasSize(2);
            }
            if (age < 18 && suspected == Suspected.CAREGIVER) {
                assertThat(route.agencies()).as(state).contains(CHILD_PROTECTION);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            NV | Clark        | 2026-03-06T10:00 | 702-399-0081
            NV | Washoe County| 2026-03-06T23:00 | 1-833-900-7233
            NV | Elko         | 2026-03-06T10:00 | 1-833-571-1041, 1-833-803-1183
            NV | Elko         | 2026-03-07T10:00 | 1-833-803-1183, 1-833-571-1041
            NV | -            | 2026-03-06T10:00 | 702-399-0081, 1-833-900-7233, 1-833-571-1041, 1-833-803-1183
            HI | Honolulu     | 2026-03-06T10:00 | 808-832-5300, 808-832-1999
            HI | Maui         | 2026-03-06T10:00 | 1-888-380-3088, 1-888-398-1188
            ND | -            | 2026-03-06T10:00 | 1-833-958-3500
            ND | Cass         | 2026-03-06T17:00 | 911
            ND | -            | 2026-03-07T10:00 | 911
            SD | -            | 2026-03-06T07:59 | 911
            SD | -            | 2026-03-06T08:00 | 1-877-244-0864
            CA | Los Angeles  | 2026-03-06T10:00 | none, 1-800-422-4453
            NY | -            | 2026-03-06T10:00 | 1-800-635-1522, 1-800-342-3720
            ID | Ada          | 2026-03-06T10:00 | 1-855-552-5437, 208-334-5437
            ID | Bonner       | 2026-03-06T10:00 | 1-855-552-5437
            TX | -            | 2026-03-06T03:00 | 1-800-252-5400
            """)
    void the_number_to_call_goes_by_county_and_hour(String state, String county, LocalDateTime at, String numbers) {
        var law = law(state);
        assertThat(HotlineChoice.of(law, county, at.atZone(law.zone()).toInstant()))
                .extracting(line -> line.call() == null ? "none" : line.call())
                .containsExactly(numbers.split(", "));
    }

    @Test
    void there_is_always_a_number_to_call() {
        for (var state : LawReader.STATES) {
            var law = law(state);
            for (int hour = 0; hour < 24 * 7; hour++) {
                var at = DAY.atStartOfDay(law.zone()).plusHours(hour).toInstant();
                assertThat(HotlineChoice.of(law, null, at)).as(state).anyMatch(line -> line.call() != null);
            }
        }
    }

    private static Law law(String state) {
        return Law.shipped(Objects.requireNonNull(SHIPPED.laws().get(state)), DAY);
    }
}
