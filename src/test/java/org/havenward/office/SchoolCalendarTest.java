package org.havenward.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.TEACHER;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Town;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The school calendar, by page and by programs, with what people and others may type into it. */
class SchoolCalendarTest extends House {
    private static final String DAYS = "/school-calendar/days";
    private static final String API = "/api/v1/school-calendar";
    private static final String API_DAYS = API + "/no-school-days";
    private static final LocalDate MONDAY =
            LocalDate.now(ZoneId.of("America/Phoenix")).plusDays(30).with(TemporalAdjusters.next(DayOfWeek.MONDAY));

    private static final SchoolTime USUAL = new SchoolTime(
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            LocalTime.of(7, 30),
            LocalTime.of(15, 30),
            null,
            null,
            LocalTime.of(7, 30),
            LocalTime.of(15, 30),
            120);

    @Autowired
    private SchoolCalendar calendar;

    @AfterEach
    void as_it_was() {
        town().in(() -> {
            calendar.noSchoolDays().forEach(one -> calendar.removeNoSchoolDay(one.day()));
            calendar.set(USUAL);
            return true;
        });
    }

    @Test
    void an_administrator_finds_the_page_and_adds_renames_and_removes_days() {
        var admin = as(elsewhere(), ADMIN_KIM);
        assertThat(admin.get("/people").body()).contains("href=\"/school-calendar\"");
        var empty = admin.get("/school-calendar");
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body())
                .contains("No day without school is ahead", "Nobody has changed anything yet")
                .contains("A concern raised now is acknowledged by");

        var before = audited(elsewhere());
        assertThat(admin.post(DAYS, holiday(MONDAY, MONDAY.plusDays(8), "Fall break"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(days(elsewhere()))
                .as("the weekend between is no school anyway")
                .hasSize(7)
                .containsEntry(MONDAY, "Fall break")
                .doesNotContainKey(MONDAY.plusDays(5));
        assertThat(audited(elsewhere())).isEqualTo(before + 1);

        assertThat(admin.post(DAYS, holiday(MONDAY, null, "Long weekend")).statusCode())
                .isEqualTo(303);
        assertThat(days(elsewhere())).hasSize(7).containsEntry(MONDAY, "Long weekend");
        assertThat(admin.post(DAYS, holiday(MONDAY, null, "Long weekend")).statusCode())
                .isEqualTo(303);
        assertThat(audited(elsewhere())).as("the same day twice is nothing new").isEqualTo(before + 2);

        var removal = DAYS + "/" + MONDAY + "/removal";
        assertThat(admin.post(removal, Map.of()).headers().firstValue("Location"))
                .contains("/school-calendar?done=removed");
        assertThat(admin.post(removal, Map.of()).statusCode()).isEqualTo(303);
        assertThat(days(elsewhere())).hasSize(6).doesNotContainKey(MONDAY);
        assertThat(audited(elsewhere())).isEqualTo(before + 3);
        assertThat(admin.get("/school-calendar?done=removed").body())
                .contains("counts as a school day again")
                .contains("Joon Kim", "Long weekend", "before: Fall break");
        assertThat(database(elsewhere(), """
                        select count(*) from audit_entry e join calendar_change c on c.id = e.subject
                        where e.actor = c.made_by and e.action = 'CHANGED'
                        """)).isEqualTo(3);
    }

    @Test
    void an_administrator_sets_days_and_hours() {
        var admin = as(ADMIN_KIM);
        var before = audited(town());
        var wanted = settings();
        wanted.put("days", "MONDAY");
        wanted.put("yearBeginsDate", "2026-08-10");
        wanted.put("yearEndsDate", "2027-05-28");
        wanted.put("outsideStarts", "09:00");
        wanted.put("outsideEnds", "12:00");
        wanted.put("acknowledgeMinutes", "90");
        assertThat(admin.post("/school-calendar", wanted).statusCode()).isEqualTo(303);
        assertThat(audited(town())).isEqualTo(before + 4);
        assertThat(admin.get("/school-calendar").body())
                .contains("value=\"2027-05-28\"", "value=\"90\"", "09:00 – 12:00", "before: 120");
        assertThat(admin.post("/school-calendar", wanted).statusCode()).isEqualTo(303);
        assertThat(audited(town())).as("nothing changed").isEqualTo(before + 4);
        assertThat(program(ADMIN_KIM).get(API).body())
                .contains("\"days\":[\"MONDAY\"]", "\"acknowledgeMinutes\":90", "\"yearEnds\":\"2027-05-28\"");
        assertThat(program(elsewhere(), ADMIN_KIM).get(API).body())
                .as("the other district")
                .contains("\"acknowledgeMinutes\":120");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            -            | -            | Break | Enter the first day
            tomorrow     | -            | Break | Write the day as year-month-day
            2026-02-30   | -            | Break | Write the day as year-month-day
            0001-01-01   | -            | Break | Write the day as year-month-day
            2001-01-01   | -            | Break | Choose a day of the past year
            MONDAY       | MONDAY-1     | Break | The last day lies before the first
            MONDAY       | MONDAY+31    | Break | at most 31 days
            MONDAY       | nonsense     | Break | Write the day as year-month-day
            MONDAY+5     | MONDAY+6     | Break | no school then anyway
            MONDAY       | -            | -     | Enter a name
            MONDAY       | -            | LONG  | Shorten the name to 80 characters
            """)
    void a_day_that_cannot_be_is_said_beside_its_field_and_what_was_typed_is_kept(
            String first, String last, String name, String said) {
        var typed = new HashMap<String, String>();
        typed.put("firstDate", first == null ? "" : at(first));
        typed.put("lastDate", last == null ? "" : at(last));
        typed.put("name", name == null ? "   " : name.equals("LONG") ? "x".repeat(5000) : name);
        typed.put("onceKey", UUID.randomUUID().toString());
        var page = as(ADMIN_KIM).post(DAYS, typed);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains(said, "hw-errors", "value=\"" + typed.get("onceKey") + "\"")
                .contains("value=\"" + typed.get("firstDate") + "\"");
        assertThat(days(town())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            days               | -          | Choose at least one day
            days               | FUNDAY     | Choose from the days of the week
            starts             | -          | Enter a time
            starts             | 25:00      | Enter a time
            ends               | 07:30      | The end lies before the beginning
            ends               | 08:00      | Leave at least an hour
            outsideEnds        | 01:00      | The end lies before the beginning
            yearBeginsDate     | 2026-08-10 | Enter both days of the school year
            yearEndsDate       | 2026-08-10 | Enter both days of the school year
            yearEndsDate       | noday      | Write the day as year-month-day
            acknowledgeMinutes | -          | Enter a number of minutes
            acknowledgeMinutes | two        | Enter a number of minutes
            acknowledgeMinutes | 4          | Enter a number of minutes
            acknowledgeMinutes | 999999999999 | Enter a number of minutes
            """)
    void hours_that_cannot_be_are_said_and_kept(String field, String value, String said) {
        var typed = settings();
        typed.put(field, value == null ? "" : value);
        typed.put("days", field.equals("days") && value != null ? value : field.equals("days") ? "" : "FRIDAY");
        var before = audited(town());
        var page = as(ADMIN_KIM).post("/school-calendar", typed);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(said, "hw-errors").contains("value=\"" + typed.get("ends") + "\"");
        assertThat(audited(town())).isEqualTo(before);
    }

    @Test
    void a_school_year_that_ends_first_or_lasts_for_ever_is_refused() {
        var typed = settings();
        typed.put("yearBeginsDate", "2027-05-28");
        typed.put("yearEndsDate", "2026-08-10");
        assertThat(as(ADMIN_KIM).post("/school-calendar", typed).body()).contains("ends before it begins");
        typed.put("yearEndsDate", "2029-08-10");
        assertThat(as(ADMIN_KIM).post("/school-calendar", typed).body()).contains("lasts at most a year");
    }

    @Test
    void hostile_input_is_only_ever_text() {
        var admin = as(ADMIN_KIM);
        var name = "<script>alert(1)</script>\u0000\u0007 {0} ' or 1=1 --";
        assertThat(admin.post(DAYS, holiday(MONDAY, null, name)).statusCode()).isEqualTo(303);
        assertThat(admin.get("/school-calendar").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        for (var day : List.of("nonsense", "9999999999-01-01", "2026-02-30", "%2e%2e")) {
            assertThat(admin.post(DAYS + "/" + day + "/removal", Map.of()).statusCode())
                    .as(day)
                    .isBetween(400, 404);
            assertThat(program(ADMIN_KIM)
                            .send("DELETE", API_DAYS + "/" + day, null)
                            .statusCode())
                    .as(day)
                    .isBetween(400, 404);
        }
        assertThat(days(town())).hasSize(1);
    }

    @Test
    void a_form_that_is_sent_twice_works_once() {
        var admin = as(ADMIN_KIM);
        var add = holiday(MONDAY, null, "Once");
        assertThat(admin.post(DAYS, add).statusCode()).isEqualTo(303);
        admin.post(DAYS + "/" + MONDAY + "/removal", Map.of());
        assertThat(admin.post(DAYS, add).statusCode()).isEqualTo(303);
        assertThat(days(town())).as("the same submission again").isEmpty();
    }

    @Test
    void only_who_runs_the_system_sees_or_changes_it_and_only_in_their_own_district() {
        for (var person : List.of(TEACHER, COUNSELOR_ORTIZ, COORDINATOR_HALE)) {
            assertThat(as(person).get("/school-calendar").statusCode()).isEqualTo(403);
            assertThat(as(person).get("/account").body()).doesNotContain("/school-calendar");
            assertThat(as(person).post(DAYS, holiday(MONDAY, null, "Mine")).statusCode())
                    .isEqualTo(403);
            assertThat(program(person).get(API_DAYS).statusCode()).isEqualTo(403);
            assertThat(program(person)
                            .postJson(API_DAYS, "{\"first\":\"" + MONDAY + "\",\"name\":\"Mine\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(days(town())).isEmpty();

        assertThat(as(ADMIN_KIM)
                        .post(DAYS, holiday(MONDAY.plusDays(14), null, "Ours"))
                        .statusCode())
                .isEqualTo(303);
        var stranger = as(elsewhere(), ADMIN_KIM);
        assertThat(stranger.get("/school-calendar").body()).doesNotContain("Ours");
        stranger.post(DAYS + "/" + MONDAY.plusDays(14) + "/removal", Map.of());
        assertThat(days(town())).containsEntry(MONDAY.plusDays(14), "Ours");
    }

    @Test
    void a_program_does_what_the_page_does() throws Exception {
        var admin = program(ADMIN_KIM);
        var made = admin.postJson(
                API_DAYS,
                "{\"first\":\"%s\",\"last\":\"%s\",\"name\":\"Break\"}".formatted(MONDAY, MONDAY.plusDays(2)));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("{\"day\":\"" + MONDAY + "\",\"name\":\"Break\"}");
        var page = admin.get(API_DAYS + "?limit=2").body();
        assertThat(page).contains("\"next\":\"" + MONDAY.plusDays(1) + "\"");
        assertThat(admin.get(API_DAYS + "?limit=2&after=" + MONDAY.plusDays(1)).body())
                .contains(MONDAY.plusDays(2).toString(), "\"next\":null")
                .doesNotContain("\"" + MONDAY + "\"");
        assertThat(admin.get(API_DAYS + "?after=nonsense").statusCode()).isEqualTo(404);
        assertThat(admin.get(API + "/changes?limit=1").body()).contains("\"what\":\"DAYS_ADDED\"");

        for (var bad : List.of("{}", "{\"first\":\"x\"}", "{\"first\":5,\"name\":[]}", "[]", "null", "{")) {
            assertThat(admin.postJson(API_DAYS, bad).statusCode()).as(bad).isIn(400, 422);
            assertThat(admin.postJson(API, bad).statusCode()).as(bad).isIn(400, 422);
        }
        var before = MONDAY.minusDays(1);
        assertThat(admin.postJson(
                                API_DAYS, "{\"first\":\"%s\",\"last\":\"%s\",\"name\":\"B\"}".formatted(MONDAY, before))
                        .body())
                .contains("\"field\":\"last\"");
        assertThat(admin.send("DELETE", API_DAYS + "/" + MONDAY, null).statusCode())
                .isEqualTo(204);
        assertThat(admin.send("DELETE", API_DAYS + "/" + MONDAY, null).statusCode())
                .as("again")
                .isEqualTo(204);
        assertThat(days(town())).hasSize(2);

        var key = UUID.randomUUID().toString();
        assertThat(keyed(key, "First").statusCode()).isEqualTo(201);
        assertThat(keyed(key, "First").statusCode()).isEqualTo(201);
        assertThat(keyed(key, "Second").statusCode()).isEqualTo(409);
        assertThat(keyed(null, "Third").statusCode()).isEqualTo(400);
        assertThat(keyed("k".repeat(201), "Fourth").statusCode()).isEqualTo(400);
        assertThat(anyone().get("/api/openapi.json").body())
                .contains("\"" + API + "\"", "\"" + API_DAYS + "\"", "\"" + API_DAYS + "/{day}\"");
    }

    private HttpResponse<String> keyed(@Nullable String key, String name) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url(API_DAYS)))
                .header("Authorization", "Bearer " + token(ADMIN_KIM))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"first\":\"%s\",\"name\":\"%s\"}".formatted(MONDAY, name)));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_page_is_there_in_spanish() {
        var page = as(ADMIN_KIM).get("/school-calendar?lang=es").body();
        assertThat(page).contains("Calendario escolar", "Días sin clase", "Lunes", "Agregar al calendario");
        var admin = as(ADMIN_KIM).with("hw_lang", "es");
        assertThat(admin.post(DAYS, Map.of("firstDate", "")).body()).contains("Escriba el primer día");
    }

    private static String at(String day) {
        if (!day.startsWith("MONDAY")) {
            return day;
        }
        var offset = day.substring("MONDAY".length());
        return MONDAY.plusDays(offset.isEmpty() ? 0 : Integer.parseInt(offset)).toString();
    }

    private static Map<String, String> holiday(LocalDate first, @Nullable LocalDate last, String name) {
        var form = new HashMap<String, String>();
        form.put("firstDate", first.toString());
        form.put("lastDate", last == null ? "" : last.toString());
        form.put("name", name);
        form.put("onceKey", UUID.randomUUID().toString());
        return form;
    }

    private static Map<String, String> settings() {
        var form = new HashMap<String, String>();
        form.put("days", "MONDAY");
        form.put("starts", "07:30");
        form.put("ends", "15:30");
        form.put("yearBeginsDate", "");
        form.put("yearEndsDate", "");
        form.put("outsideStarts", "07:30");
        form.put("outsideEnds", "15:30");
        form.put("acknowledgeMinutes", "120");
        return form;
    }

    private Map<LocalDate, String> days(Town town) {
        return town.in(() -> {
            var days = new HashMap<LocalDate, String>();
            calendar.noSchoolDays().forEach(one -> days.put(one.day(), one.name()));
            return days;
        });
    }

    private long audited(Town town) {
        return database(town, "select count(*) from audit_entry e join calendar_change c on c.id = e.subject");
    }

    private long database(Town town, String sql) {
        return town.in(() -> database.sql(sql).query(Long.class).single());
    }
}
