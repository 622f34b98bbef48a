package org.havenward.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.district.Districts;
import org.havenward.platform.AsOwner;
import org.havenward.platform.TestData;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The fictional district, as {@code ./havenward demo} makes it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DemoTest {
    private static final Path DATA = TestData.quick("demo");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private DemoSignIns signIns;

    @Autowired
    private Demo demo;

    @Autowired
    private Districts districts;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("havenward.data", DATA::toString);
        registry.add("havenward.demo", () -> "true");
        registry.add("havenward.jobs", () -> "false");
    }

    @Test
    void it_has_concerns_and_cases_in_every_state() {
        var database = AsOwner.of(context);
        System.out.println(database.sql("select status, count(*) from concern group by 1 order by 1")
                .query()
                .listOfRows());
        System.out.println(database.sql("select status, count(*) from case_file group by 1 order by 1")
                .query()
                .listOfRows());
        assertThat(words(database, "select distinct status from concern"))
                .containsExactlyInAnyOrder("WAITING", "BEING_LOOKED_AT", "MORE_ASKED", "IN_CASE", "ROUTED");
        assertThat(words(database, "select distinct status from case_file"))
                .containsExactlyInAnyOrder("SUSPICION", "CONFIRMED", "RECOVERY", "CLOSED");
        assertThat(words(database, "select distinct status from mandate_duty"))
                .containsExactlyInAnyOrder("OWED", "CALLED", "ACCEPTED", "SCREENED_OUT", "REPORTED_AGAIN");
        assertThat(count(database, "select count(*) from mandate_sending")).isPositive();
        assertThat(count(database, "select count(*) from mandate_duty where written_owed and sent_at is null"))
                .isPositive();
        assertThat(count(database, "select count(*) from mandate_duty where reason = 'AGAIN'"))
                .isPositive();
        assertThat(count(database, "select count(*) from record_exclusion")).isPositive();
        assertThat(count(database, "select count(*) from student")).isEqualTo(8_000);
        assertThat(count(database, "select count(*) from staff")).isEqualTo(900);
    }

    @Test
    void it_has_guards_of_every_kind() {
        var database = AsOwner.of(context);
        assertThat(words(database, "select distinct verdict from case_family_judgment"))
                .containsExactlyInAnyOrder("SAFE", "NOT_SAFE", "NOT_KNOWN");
        assertThat(count(database, "select count(*) from case_share where read_at is not null"))
                .isPositive();
        assertThat(count(database, "select count(*) from case_share where done_at is not null"))
                .isPositive();
        assertThat(count(database, "select count(*) from case_link")).isPositive();
        assertThat(words(database, "select distinct basis from mandate_disclosure"))
                .contains("CONSENT", "HEALTH_OR_SAFETY");
        assertThat(count(database, "select count(*) from mandate_inspection")).isPositive();
        assertThat(count(database, "select count(*) from case_break_glass")).isPositive();
        assertThat(count(database, "select count(*) from case_hold where lifted_at is null"))
                .isPositive();
    }

    @Test
    void one_case_is_of_a_student_who_is_of_age_and_one_is_where_someone_who_works_here_is_named() {
        var database = AsOwner.of(context);
        assertThat(count(database, """
                        select count(*) from case_file c join student s on s.id = c.student_id
                        where c.status = 'SUSPICION' and s.born_on <= current_date - interval '18 years'
                        """)).isEqualTo(1);
        assertThat(words(database, "select distinct step from protocol_mark")).contains("adult-decides", "shut-out");
    }

    @Test
    void two_schools_name_the_same() {
        var database = AsOwner.of(context);
        assertThat(count(database, "select count(*) from trace_match where kind = 'PHONE'"))
                .isEqualTo(1);
        assertThat(count(database, "select count(distinct school_id) from trace"))
                .isEqualTo(2);
    }

    @Test
    void everything_lies_in_the_past_and_every_notice_is_out() {
        var database = AsOwner.of(context);
        assertThat(count(database, "select count(*) from audit_entry where at > now()"))
                .isZero();
        assertThat(count(database, "select count(*) from concern where received_at > now()"))
                .isZero();
        assertThat(count(database, "select count(*) from event_publication")).isZero();
        assertThat(count(database, "select count(*) from notice where read_at is null"))
                .isPositive();
        assertThat(count(database, "select count(*) from audit_entry"))
                .isEqualTo(count(database, "select sum(cardinality(entry_ids)) from audit_seal"));
    }

    @Test
    void everyone_on_the_list_may_sign_in_by_token() throws IOException, InterruptedException {
        var roles = signIns.read().stream().map(DemoSignIns.SignIn::role).collect(Collectors.toSet());
        assertThat(roles)
                .containsAll(Set.of(
                        "staff member",
                        "designated counselor",
                        "backup counselor",
                        "response team member",
                        "school administrator",
                        "district coordinator",
                        "records officer",
                        "system administrator"));
        try (var http = HttpClient.newHttpClient()) {
            for (var one : signIns.read()) {
                var answer = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/notices"))
                                .header("Authorization", "Bearer " + one.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(one.email()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_second_start_changes_nothing() throws IOException {
        var before = Files.readString(DATA.resolve("demo-sign-ins.json"));
        demo.start();
        assertThat(districts.all()).hasSize(1);
        assertThat(Files.readString(DATA.resolve("demo-sign-ins.json"))).isEqualTo(before);
    }

    private static Set<String> words(JdbcClient database, String sql) {
        return Set.copyOf(database.sql(sql).query(String.class).list());
    }

    private static long count(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
