package org.havenward.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.ADMIN_KIM;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.OTHER_TEACHER;
import static org.havenward.Person.TEACHER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Accounts;
import org.havenward.access.Gate;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.district.Directory;
import org.havenward.district.StaffId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People and roles, by pages and by programs: thousands of accounts, and each change once. */
class PeopleTest extends House {
    private static final Pattern LINK = Pattern.compile("http://localhost:[0-9]*(/welcome/[A-Za-z0-9_-]+)");
    private static final Pattern PERSON = Pattern.compile("href=\"/people/([0-9a-f-]{36})\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final Pattern NEXT_PAGE = Pattern.compile("href=\"(/people\\?after=[^\"]+)\"");

    @Autowired
    private Accounts accounts;

    @Autowired
    private Directory directory;

    @Autowired
    private Gate gate;

    @Test
    void every_account_is_on_one_page_of_the_list_however_many_there_are() {
        var town = elsewhere();
        inDistrict(town.district(), () -> {
            database.sql("""
                    insert into staff (district_id, id, given_name, family_name, title)
                    select havenward_district(), gen_random_uuid(), 'Staff', 'Number ' || n, 'Aide'
                    from generate_series(1, 2500) n
                    """).update();
            database.sql("""
                    insert into account (district_id, staff_id, email, email_hash, created_at)
                    select district_id, id, replace(lower(family_name), ' ', '.') || '@many.example',
                        sha256(convert_to(id::text, 'UTF8')), now()
                    from staff where given_name = 'Staff'
                    """).update();
        });
        var everyone = inDistrict(
                town.district(),
                () -> database.sql("select count(*) from account")
                        .query(Long.class)
                        .single());
        var admin = as(town, ADMIN_KIM);
        var seen = new ArrayList<String>();
        var path = "/people";
        while (path != null) {
            var page = admin.get(path).body();
            seen.addAll(found(PERSON, page));
            path = found(NEXT_PAGE, page).stream().findFirst().orElse(null);
        }
        assertThat(seen).hasSize(everyone.intValue()).doesNotHaveDuplicates();

        var program = program(town, ADMIN_KIM);
        var ids = new ArrayList<String>();
        var after = "";
        while (after != null) {
            var page = program.get("/api/v1/people?limit=200" + after).body();
            ids.addAll(found(Pattern.compile("\\{\"id\":\"([0-9a-f-]{36})\",\"name\""), page));
            after = found(NEXT, page).stream()
                    .findFirst()
                    .map(next -> "&after=" + next)
                    .orElse(null);
        }
        assertThat(ids).containsExactlyElementsOf(seen);
        assertThat(admin.get("/people?after=nonsense").statusCode()).isEqualTo(200);
        assertThat(admin.get("/people?after=" + UUID.randomUUID()).statusCode()).isEqualTo(200);
        inDistrict(town.district(), () -> {
            database.sql("analyze account");
            var plan = String.join(
                    "\n",
                    database.sql("""
                            explain select a.* from account a where a.district_id = havenward_district()
                                and (a.email, a.staff_id) > ('number.7', cast(? as uuid))
                            order by a.email, a.staff_id limit 101
                            """)
                            .param(UUID.randomUUID().toString())
                            .query(String.class)
                            .list());
            assertThat(plan).contains("account_in_order").doesNotContain("Sort");
        });
    }

    @Test
    void who_left_the_roster_is_said_to_have_left() {
        var staff = town().staff(OTHER_TEACHER);
        leaves(staff, "now()");
        try {
            assertThat(as(ADMIN_KIM).get("/people").body()).contains("Left the roster");
            assertThat(as(ADMIN_KIM).get("/people/" + staff.value()).body()).contains("Left the roster");
        } finally {
            leaves(staff, "null");
        }
    }

    @Test
    void a_form_that_is_sent_twice_does_its_work_once_and_shows_the_same_link() {
        var staff = newcomer();
        var path = "/people/" + staff.value();
        var admin = as(ADMIN_KIM);
        var create = Map.of("onceKey", UUID.randomUUID().toString(), "email", "new." + staff.value() + "@quay.example");
        var first = found(LINK, admin.post(path + "/account", create).body());
        var second = found(LINK, admin.post(path + "/account", create).body());
        assertThat(first).hasSize(1);
        assertThat(second).isEqualTo(first);
        assertThat(anyone().get(first.getFirst()).statusCode()).isEqualTo(200);

        // The page that shows the link has new forms: another link is another one.
        var key = Pattern.compile("name=\"onceKey\" value=\"([^\"]+)\"");
        var shown =
                admin.post(path + "/link", Map.of("onceKey", UUID.randomUUID().toString()));
        assertThat(found(LINK, shown.body())).isNotEqualTo(first);
        assertThat(anyone().get(first.getFirst()).statusCode()).isEqualTo(410);
        var again = admin.post(
                path + "/link", Map.of("onceKey", found(key, shown.body()).getFirst()));
        assertThat(found(LINK, again.body())).hasSize(1).isNotEqualTo(found(LINK, shown.body()));

        var give = Map.of(
                "onceKey",
                UUID.randomUUID().toString(),
                "role",
                "RESPONSE_TEAM_MEMBER",
                "school",
                town().school(Person.School.QUAY).value().toString());
        assertThat(admin.post(path + "/roles", give).statusCode()).isEqualTo(303);
        assertThat(admin.post(path + "/roles", give).statusCode()).isEqualTo(303);
        assertThat(roles(staff)).hasSize(1);
        var suspend = Map.of("onceKey", UUID.randomUUID().toString());
        admin.post(path + "/suspension", suspend);
        admin.post(path + "/suspension/end", Map.of());
        assertThat(admin.post(path + "/suspension", suspend).statusCode()).isEqualTo(303);
        assertThat(town().in(() -> accounts.find(null, staff)).orElseThrow().suspended())
                .as("an old submission that comes late changes nothing")
                .isFalse();
    }

    @Test
    void a_program_gives_an_account_a_role_and_takes_it() {
        var staff = newcomer();
        var path = "/api/v1/people/" + staff.value();
        var program = program(ADMIN_KIM);
        assertThat(program.get(path).body()).contains("\"account\":null", "\"onRoster\":true");
        var wrong = program.postJson(path + "/account", "{\"email\": \"no address\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"field\":\"email\"", "whole e-mail");
        var made = program.postJson(path + "/account", "{\"email\": \"api." + staff.value() + "@quay.example\"}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(anyone().get(found(LINK, made.body()).getFirst()).statusCode())
                .isEqualTo(200);
        assertThat(program.postJson(path + "/link", "{}").statusCode()).isEqualTo(201);

        assertThat(program.postJson(path + "/roles", "{\"role\": \"KING\"}").statusCode())
                .isEqualTo(422);
        assertThat(program.postJson(path + "/roles", "{\"role\": \"BACKUP_COUNSELOR\"}")
                        .body())
                .contains("Choose the school");
        assertThat(program.postJson(
                                path + "/roles",
                                "{\"role\": \"BACKUP_COUNSELOR\", \"schoolId\": \"" + UUID.randomUUID() + "\"}")
                        .statusCode())
                .isEqualTo(422);
        var given = program.postJson(
                path + "/roles", """
                {"role": "BACKUP_COUNSELOR", "schoolId": "%s", "until": "2199-12-31"}
                """.formatted(town().school(Person.School.QUAY).value()));
        assertThat(given.statusCode()).isEqualTo(201);
        assertThat(program.get("/api/v1/people?q=Newcomer").body())
                .contains("BACKUP_COUNSELOR", "api." + staff.value());
        var role = found(Pattern.compile("\"id\":\"([0-9a-f-]{36})\""), given.body())
                .getFirst();
        assertThat(program.postJson(path + "/roles/" + role + "/end", "{}").body())
                .contains("\"roles\":[]");
        assertThat(program.postJson(path + "/suspension", "{}").body()).contains("\"suspended\":true");
        assertThat(program.postJson(path + "/suspension/end", "{}").body()).contains("\"suspended\":false");
        assertThat(program.postJson(path + "/tokens/end", "{}").statusCode()).isEqualTo(200);
        assertThat(program.postJson(path + "/second-factor/end", "{}").statusCode())
                .isEqualTo(200);
        var log = town().in(() ->
                database.sql("""
                        select action from audit_entry where subject = ? and kind = 'STAFF'
                        """).param(staff.value()).query(String.class).list());
        assertThat(log).contains("CREATED", "CHANGED", "GRANTED", "REVOKED", "CLOSED", "REOPENED");
    }

    @Test
    void only_who_runs_the_system_does_and_never_for_who_they_are_excluded_from() {
        var path = "/api/v1/people/" + town().staff(TEACHER).value();
        for (var person : List.of(TEACHER, COUNSELOR_ORTIZ, COORDINATOR_HALE)) {
            assertThat(program(person).get("/api/v1/people").statusCode()).isEqualTo(403);
            assertThat(program(person).get(path).statusCode()).isEqualTo(403);
            assertThat(program(person)
                            .postJson(path + "/roles", "{\"role\": \"SYSTEM_ADMINISTRATOR\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(program(elsewhere(), ADMIN_KIM).get(path).statusCode()).isEqualTo(404);
        var kim = program(ADMIN_KIM);
        var hidden = newcomer();
        town().in(() -> {
            accounts.create(null, hidden, "hidden." + hidden.value() + "@quay.example");
            gate.exclude(
                    new RecordRef(RecordKind.STAFF, hidden.value(), null),
                    town().staff(ADMIN_KIM),
                    town().staff(COORDINATOR_HALE));
            return true;
        });
        assertThat(kim.get("/api/v1/people/" + hidden.value()).statusCode()).isEqualTo(404);
        assertThat(kim.get("/api/v1/people?limit=200").body())
                .doesNotContain(hidden.value().toString());
        assertThat(kim.get("/api/v1/people?q=Newcomer").body())
                .doesNotContain(hidden.value().toString());
    }

    private StaffId newcomer() {
        return town().in(() ->
                directory.addStaff("Nia", "Newcomer", "Aide", List.of(town().school(Person.School.QUAY))));
    }

    private List<Accounts.Assignment> roles(StaffId staff) {
        return town().in(() -> accounts.find(null, staff)).orElseThrow().roles();
    }

    private void leaves(StaffId who, String when) {
        town().in(() -> database.sql("update staff set left_at = " + when + " where id = ?")
                .param(who.value())
                .update());
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(match -> match.group(1)).toList();
    }
}
