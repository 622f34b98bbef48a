package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.RECORDS_OFFICER_VEGA;
import static org.havenward.Person.TEACHER;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.Town;
import org.havenward.access.RefusedException;
import org.havenward.district.SchoolCalendar;
import org.havenward.platform.Wellbeing;
import org.havenward.protocol.LawBook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A district reviews its state's law: part by part, dated, sourced, kept; until then everything says so. */
class LawReviewTest extends House {
    @Autowired
    Laws laws;

    @Autowired
    LawBook book;

    @Autowired
    LawDesk desk;

    @Autowired
    Wellbeing wellbeing;

    @Autowired
    SchoolCalendar calendar;

    @SuppressWarnings("NullAway.Init")
    private Town town;

    @AfterEach
    void now() {
        clock.back();
    }

    /** A district of its own for each test: reviews stay. */
    private Town fresh() {
        town = aTown();
        return town;
    }

    @Test
    void a_new_district_has_reviewed_nothing_and_every_page_that_rests_on_the_law_says_so() {
        fresh();
        assertThat(reviewed().unreviewed()).hasSize(7);
        var page = as(town, COORDINATOR_HALE).get("/law");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "Your district has not reviewed this law yet", "Arizona", "At once: as soon as you have cause.")
                .contains("Arizona Child Abuse Hotline (DCS): 1-888-767-2445", "Not reviewed", "href=\"/law/routing\"");
        assertThat(as(town, COORDINATOR_HALE).get("/").body()).contains("Review the state’s law: 7 parts wait");
        assertThat(as(town, COUNSELOR_ORTIZ).get("/").body()).doesNotContain("Review the state’s law");
        var facts = town.in(() -> book.here(clock.instant()));
        assertThat(facts.reviewed()).isFalse();
        assertThat(facts.unreviewed()).contains("oral-deadline", "routing").doesNotContain("notes");
    }

    @Test
    void health_says_it_and_stays_well() {
        fresh();
        clock.forward(Duration.ofMinutes(6));
        var part = Objects.requireNonNull(wellbeing.ask().get("law"));
        assertThat(part.well()).isTrue();
        assertThat(part.word()).contains("state law: not reviewed in ").doesNotContain("Harborview");
    }

    @Test
    void confirming_every_part_ends_the_warning_until_the_review_lapses() {
        fresh();
        for (var field : LawField.values()) {
            var answer = confirm(
                    field,
                    "A.R.S. 13-3620, read at the legislature’s site",
                    LocalDate.now().plusDays(40));
            assertThat(answer).as(field.id()).contains("done=confirmed");
        }
        assertThat(reviewed().whole()).isTrue();
        assertThat(town.in(() -> book.here(clock.instant())).reviewed()).isTrue();
        var hale = as(town, COORDINATOR_HALE);
        assertThat(hale.get("/law").body())
                .contains("Your district has reviewed everything")
                .doesNotContain("has not reviewed this law");
        assertThat(hale.get("/").body()).doesNotContain("Review the state’s law");

        clock.forward(Duration.ofDays(42));
        town.signInAnew();
        assertThat(reviewed().unreviewed()).isEmpty();
        assertThat(reviewed().lapsed()).hasSize(7);
        assertThat(as(town, COORDINATOR_HALE).get("/law").body())
                .contains("The review of this law is overdue", "Review overdue");
    }

    @Test
    void a_correction_is_a_version_of_its_own_and_counts_from_its_day() {
        fresh();
        var day = LocalDate.of(2026, 1, 15);
        var typed = form("correct");
        typed.put("oral", "hours");
        typed.put("hours", "24");
        typed.put("effectiveDate", day.toString());
        var answer = as(town, COORDINATOR_HALE).post("/law/oral-deadline", typed);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("done=corrected", "version=" + day);

        assertThat(hours("2026-01-14")).isZero();
        assertThat(hours("2026-01-15")).isEqualTo(24);
        var page = as(town, COORDINATOR_HALE).get("/law/oral-deadline?version=" + day + "&done=corrected");
        assertThat(page.body())
                .contains("The correction is kept", "Within 24 hours", "your district’s own review", "Reviewed")
                .contains("Ruth Hale", "Corrected");
        assertThat(town.in(() -> laws.lawHere(LocalDate.of(2026, 2, 1))
                        .part(LawField.ORAL_DEADLINE)
                        .standing()))
                .isEqualTo(Law.Standing.REVIEWED);
        assertThat(audited()).isEqualTo(1);
        // Another district of the same state keeps what ships.
        assertThat(elsewhere().in(() -> laws.lawHere(LocalDate.of(2026, 2, 1)).oralHours()))
                .isZero();
    }

    @Test
    void a_county_s_own_number_takes_the_place_of_what_ships() {
        fresh();
        var typed = form("correct");
        typed.put("effectiveDate", "2026-01-15");
        typed.put("name0", "Our county’s line");
        typed.put("call0", "(928) 555-0199");
        typed.put("counties0", "Coconino, Navajo County");
        typed.put("when0", "day-weekdays");
        typed.put("opens0", "08:00");
        typed.put("closes0", "17:00");
        typed.put("name1", "The state’s line");
        typed.put("call1", "1-888-767-2445");
        assertThat(as(town, COORDINATOR_HALE).post("/law/hotlines", typed).statusCode())
                .isEqualTo(303);
        var friday = java.time.Instant.parse("2026-03-06T17:00:00Z");
        assertThat(town.in(() -> laws.hotline("navajo", friday)))
                .extracting(LawValue.Line::call)
                .containsExactly("928-555-0199", "1-888-767-2445");
        assertThat(town.in(() -> laws.hotline("Coconino", friday.plus(Duration.ofDays(1)))))
                .extracting(LawValue.Line::call)
                .containsExactly("1-888-767-2445");
        assertThat(town.in(() -> laws.hotline("Pima", friday)))
                .extracting(LawValue.Line::call)
                .containsExactly("1-888-767-2445");
    }

    @Test
    void what_was_found_before_is_never_changed_or_removed() {
        fresh();
        confirm(LawField.REPORTERS, "First look", LocalDate.now().plusDays(30));
        confirm(LawField.REPORTERS, "Second look", LocalDate.now().plusDays(60));
        var history = town.in(() -> desk.history(town.viewer(COUNSELOR_ORTIZ), LawField.REPORTERS));
        assertThat(history.reviews()).extracting(LawReview::source).containsExactly("Second look", "First look");
        assertThatThrownBy(() -> town.in(() -> database.sql("update law_review set source = 'never seen'")
                        .update()))
                .rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() ->
                        town.in(() -> database.sql("delete from law_review").update()))
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_confirmation_counts_for_the_version_that_was_looked_at_and_no_other() {
        var file = Objects.requireNonNull(new LawReader().shipped().laws().get("TX"));
        var before = StateLaw.on(file.versions(LawField.ORAL_DEADLINE), LocalDate.of(2025, 1, 1));
        var review = new LawReview(
                UUID.randomUUID(),
                LawField.ORAL_DEADLINE,
                LawReview.Kind.CONFIRMED,
                before.effectiveFrom(),
                before.value(),
                "Looked up",
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2027, 1, 1),
                new org.havenward.district.StaffId(UUID.randomUUID()),
                java.time.Instant.EPOCH);
        var then = Law.of(file, List.of(review), LocalDate.of(2025, 2, 1), LocalDate.of(2025, 2, 1));
        assertThat(then.part(LawField.ORAL_DEADLINE).standing()).isEqualTo(Law.Standing.REVIEWED);
        // The law changed on June 20, 2025: nobody has looked at that.
        var since = Law.of(file, List.of(review), LocalDate.of(2025, 7, 1), LocalDate.of(2025, 7, 1));
        assertThat(since.oralHours()).isEqualTo(24);
        assertThat(since.part(LawField.ORAL_DEADLINE).standing()).isEqualTo(Law.Standing.UNREVIEWED);
    }

    @Test
    void the_same_submission_twice_is_one_review() {
        fresh();
        var typed = form("confirm");
        typed.put("onceKey", UUID.randomUUID().toString());
        var hale = as(town, COORDINATOR_HALE);
        assertThat(hale.post("/law/reporters", typed).statusCode()).isEqualTo(303);
        assertThat(hale.post("/law/reporters", typed).statusCode()).isEqualTo(303);
        assertThat(audited()).isEqualTo(1);
    }

    @Test
    void only_the_coordinator_reviews_and_those_who_work_by_it_read() {
        fresh();
        for (var reader : List.of(COUNSELOR_ORTIZ, RECORDS_OFFICER_VEGA)) {
            assertThat(as(town, reader).get("/law/routing").body())
                    .contains("The district coordinator reviews this")
                    .doesNotContain("name=\"verdict\"");
            assertThat(as(town, reader).post("/law/routing", form("confirm")).statusCode())
                    .isEqualTo(403);
        }
        for (var other : List.of(TEACHER, ADMIN_KIM)) {
            assertThat(as(town, other).get("/law").statusCode()).isEqualTo(403);
        }
        assertThatThrownBy(() -> town.in(() ->
                        desk.review(town.viewer(Person.TEACHER), LawField.ROUTING, finding(), "a-key-of-its-own")))
                .isInstanceOf(RefusedException.class);
        assertThat(as(town, COORDINATOR_HALE).get("/law/nothing").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            age-of-majority | verdict       | -          | Say whether it is as shown
            age-of-majority | source        | -          | Enter what you looked at
            age-of-majority | source        | LONG       | Shorten it to 1,000 characters
            age-of-majority | lookedDate    | 2099-01-01 | Choose a day up to today
            age-of-majority | nextDate      | 2001-01-01 | Choose a day after today
            age-of-majority | nextDate      | soon       | Write the day as year-month-day
            age-of-majority | effectiveDate | -          | Enter since when it holds
            age-of-majority | years         | 99999999999 | whole number from 16 to 21
            oral-deadline   | hours         | 0          | whole number from 1 to 720
            oral-deadline   | oral          | perhaps    | Choose one of these
            written-report  | asked         | -          | Choose one of these
            reporters       | who           | NOBODY     | Choose one of these
            routing         | protectsUnder | x          | whole number from 16 to 21
            routing         | others        | FRIENDS    | Choose one of these
            notes           | notes         | -          | Enter what people here have to know
            hotlines        | call0         | call me    | Enter a number to call
            hotlines        | name0         | -          | Enter who answers
            hotlines        | opens0        | 25:00      | Enter both times
            """)
    void what_cannot_be_is_said_beside_its_field_and_what_was_typed_is_kept(
            String field, String name, String value, String said) {
        var typed = form("correct");
        typed.put("effectiveDate", "2026-01-15");
        typed.put("years", "18");
        typed.put("oral", "hours");
        typed.put("hours", "24");
        typed.put("asked", "REQUIRED");
        typed.put("who", "YES");
        typed.put("protectsUnder", "18");
        typed.put("notes", "Ask first.");
        typed.put("name0", "A line");
        typed.put("call0", "1-800-555-0100");
        typed.put("when0", "day-daily");
        typed.put("opens0", "08:00");
        typed.put("closes0", "17:00");
        typed.put("source", "Kept as typed");
        typed.put(name, value == null ? "" : value.equals("LONG") ? "x".repeat(5_000) : value);
        var page = as(COORDINATOR_HALE).post("/law/" + field, typed);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(said, "hw-errors");
        if (!name.equals("source")) {
            assertThat(page.body()).contains("Kept as typed");
        }
    }

    @Test
    void hostile_input_is_only_ever_text() {
        var typed = form("confirm");
        typed.put("source", "<script>alert(1)</script>\u0007 {0} ' or 1=1 --");
        fresh();
        var hale = as(town, COORDINATOR_HALE);
        assertThat(hale.post("/law/notes", typed).statusCode()).isEqualTo(303);
        assertThat(hale.get("/law/notes").body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
        assertThat(hale.get("/law?onDate=yesterday").statusCode()).isEqualTo(422);
        assertThat(hale.get("/law?onDate=2025-06-19").body()).contains("Jun 19, 2025");
        assertThat(hale.get("/law/notes?version=%00").statusCode()).isLessThan(500);
    }

    @Test
    void programs_read_and_review_by_the_same_checks() {
        fresh();
        var hale = program(town, COORDINATOR_HALE);
        assertThat(hale.get("/api/v1/law").body())
                .contains("\"state\":\"AZ\"", "\"reviewed\":false", "\"acts_on\":\"caregivers-only\"");
        assertThat(hale.get("/api/v1/law/route?suspected=employer&age=17").body())
                .contains("[\"law-enforcement\"]", "only-caregivers");
        assertThat(hale.get("/api/v1/law/hotlines").body()).contains("1-888-767-2445");
        assertThat(hale.get("/api/v1/law/route?age=old").statusCode()).isEqualTo(400);
        assertThat(hale.get("/api/v1/law?on=soon").statusCode()).isEqualTo(400);

        var path = "/api/v1/law/oral-deadline/reviews";
        var whole = """
                {"effectiveFrom": "2026-01-15", "value": {"hours": 24}, "source": "A.R.S.", "lookedOn": "%s", "nextReview": "%s"}
                """.formatted(LocalDate.now().minusDays(1), LocalDate.now().plusDays(300));
        var made = hale.postJson(path, whole);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("CORRECTED");
        assertThat(hale.postJson(path, whole).body()).contains("CONFIRMED");
        assertThat(hale.get("/api/v1/law/oral-deadline").body()).contains("\"hours\":24", "\"hours\":0");
        assertThat(hale.postJson(path, whole.replace("{\"hours\": 24}", "{\"hours\": \"soon\"}"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(hale.postJson(path, whole.replace("{\"hours\": 24}", "24")).statusCode())
                .isEqualTo(422);
        assertThat(program(town, COUNSELOR_ORTIZ).postJson(path, whole).statusCode())
                .isEqualTo(403);
        assertThat(hours("2026-01-20")).isEqualTo(24);
    }

    @Test
    void a_clock_of_school_time_waits_while_school_is_out_and_hours_of_the_law_do_not() {
        fresh();
        var friday = java.time.LocalDateTime.of(2026, 3, 6, 15, 10)
                .atZone(java.time.ZoneId.of("America/Phoenix"))
                .toInstant();
        var bySchool = town.in(() -> Deadlines.afterSchoolTime(friday, Duration.ofHours(2), calendar::after));
        // 20 minutes on Friday until 3:30 pm, and 100 on Monday from 7:30 am.
        assertThat(bySchool).isEqualTo(java.time.Instant.parse("2026-03-09T16:10:00Z"));
        assertThat(Deadlines.after(friday, 2)).isEqualTo(friday.plus(Duration.ofHours(2)));
    }

    private Integer hours(String on) {
        return town.in(() -> laws.lawHere(LocalDate.parse(on)).oralHours());
    }

    private LawReviewed reviewed() {
        return town.in(laws::reviewed);
    }

    private String confirm(LawField field, String source, LocalDate next) {
        var typed = form("confirm");
        typed.put("source", source);
        typed.put("nextDate", next.toString());
        return as(town, COORDINATOR_HALE)
                .post("/law/" + field.id(), typed)
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private static LawDesk.Finding finding() {
        return new LawDesk.Finding(
                LocalDate.of(2026, 1, 1),
                new LawValue.AgeOfMajority(18),
                "Looked up",
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2027, 1, 1));
    }

    private static Map<String, String> form(String verdict) {
        var typed = new HashMap<String, String>();
        typed.put("verdict", verdict);
        typed.put("version", "2021-11-01");
        typed.put("source", "A.R.S. 13-3620");
        typed.put("lookedDate", LocalDate.now().minusDays(1).toString());
        typed.put("nextDate", LocalDate.now().plusYears(1).toString());
        return typed;
    }

    private long audited() {
        return town.in(() -> database.sql(
                        "select count(*) from audit_entry e join law_review r on r.id = e.subject where e.action = 'CHANGED'")
                .query(Long.class)
                .single());
    }
}
