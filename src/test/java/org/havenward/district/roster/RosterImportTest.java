package org.havenward.district.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.havenward.House;
import org.havenward.district.ClassId;
import org.havenward.district.DemoRoster;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.RosterFault;
import org.havenward.district.RosterReport;
import org.havenward.district.RosterReport.Change;
import org.havenward.district.RosterReport.Problem;
import org.havenward.district.RosterReport.Thing;
import org.havenward.district.Rosters;
import org.havenward.district.Rosters.Options;
import org.havenward.district.Rosters.Progress;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffMember;
import org.havenward.district.Student;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class RosterImportTest extends House {
    private static final Options BULK = new Options(false, false);
    private static final Options DELTA = new Options(true, false);
    private static final Options SKIPPING = new Options(false, true);

    @Autowired
    Rosters rosters;

    @Autowired
    Directory directory;

    @Autowired
    Districts districts;

    @TempDir
    Path folder;

    DistrictId district;

    @BeforeEach
    void aDistrictOfItsOwn() {
        district = districts
                .create("Dry Wells " + java.util.UUID.randomUUID(), "AZ", "America/Phoenix")
                .id();
    }

    @AfterEach
    void now() {
        clock.back();
    }

    // What comes in

    @Test
    void an_export_of_version_1_2_comes_in_whole() throws IOException {
        var report = brought(RosterFiles.oneDotTwo());

        assertThat(report.accepted()).isTrue();
        assertThat(report.version()).isEqualTo("1.2");
        assertThat(change(report, Thing.STUDENT)).isEqualTo(new Change(Thing.STUDENT, 3, 0, 0, 0));
        assertThat(change(report, Thing.STAFF).added()).isEqualTo(1);
        assertThat(change(report, Thing.ENROLLMENT).added()).isEqualTo(2);
        assertThat(change(report, Thing.TEACHING).added()).isEqualTo(1);
        assertThat(schoolNames()).containsExactly("Cholla Elementary", "Saguaro High");
        assertThat(found("lopez"))
                .extracting(Student::name, Student::grade, Student::schoolName, Student::enrolled)
                .containsExactly(tuple("María José López", "03", "Cholla Elementary", true));
    }

    @Test
    void families_and_contact_details_are_not_kept() throws IOException {
        var report = brought(RosterFiles.oneDotTwo());

        assertThat(report.ignoredRows()).isEqualTo(1);
        assertThat(staffFound("rosa")).isEmpty();
        assertThat(found("rosa")).isEmpty();
    }

    @Test
    void a_member_of_staff_works_at_each_school_of_their_roles() throws IOException {
        brought(RosterFiles.oneDotTwo());

        var thea = staffFound("thea").getFirst();
        assertThat(thea.title()).isEqualTo("Teacher");
        assertThat(thea.schools()).hasSize(2);
        var classes = in(() -> directory.classesOf(thea.id()));
        assertThat(classes).singleElement().satisfies(it -> {
            assertThat(it.title()).isEqualTo("Reading 3A");
            assertThat(it.students()).isEqualTo(2);
        });
        assertThat(in(() -> directory.studentsIn(classes.getFirst().id())))
                .extracting(Student::name)
                .containsExactly("María José López", "John O'Brien");
    }

    @Test
    void an_export_of_version_1_1_comes_in_whole() throws IOException {
        var report = brought(RosterFiles.oneDotOne());

        assertThat(report.problems()).isEmpty();
        assertThat(report.version()).isEqualTo("1.1");
        assertThat(change(report, Thing.STUDENT).added()).isEqualTo(3);
        // Her first school is her home; she is found from the other one too.
        assertThat(found("maria jose").getFirst().schoolName()).isEqualTo("Saguaro High");
        var cholla = school("Cholla Elementary");
        assertThat(in(() -> directory.findStudents("maria", List.of(cholla), 5)))
                .extracting(Student::schoolName)
                .containsExactly("Cholla Elementary");
        assertThat(in(() -> directory.findStudents("wei", List.of(cholla), 5))).isEmpty();
    }

    @Test
    void a_zip_comes_in_like_a_folder() throws IOException {
        assertThat(brought(RosterFiles.oneDotTwo().zip(folder), BULK).accepted())
                .isTrue();
        assertThat(schoolNames()).hasSize(2);
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_and_quoted_line_breaks_are_read() throws IOException {
        var files = RosterFiles.oneDotTwo();
        files.replacing("users.csv", "John,O'Brien", "\"John\nPaul\",\"O'Brien \"\"JP\"\"\"");
        for (var name : List.of("orgs.csv", "users.csv", "roles.csv")) {
            files.with(name, "\uFEFF" + files.text(name).replace("\n", "\r\n"));
        }
        var report = brought(files);

        assertThat(report.problems()).isEmpty();
        assertThat(found("john paul obrien")).extracting(Student::name).containsExactly("John Paul O'Brien \"JP\"");
    }

    @Test
    void columns_that_we_do_not_know_are_left_alone_and_their_order_is_free() throws IOException {
        var files = RosterFiles.oneDotTwo().with("orgs.csv", """
                metadata.x,type,name,SOURCEDID
                1,district,Dry Wells Unified,d
                2,school,Cholla Elementary,s1
                3,school,Saguaro High,s2
                """);
        assertThat(brought(files).problems()).isEmpty();
    }

    @Test
    void the_same_export_again_changes_nothing() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var again = brought(RosterFiles.oneDotTwo());

        assertThat(again.changesNothing()).isTrue();
        assertThat(change(again, Thing.STUDENT).same()).isEqualTo(3);
        assertThat(change(again, Thing.ENROLLMENT).same()).isEqualTo(2);
    }

    @Test
    void checking_says_what_would_change_and_changes_nothing() throws IOException {
        var path = RosterFiles.oneDotTwo().folder(folder);
        var report = DistrictScope.call(district, () -> rosters.check(path, BULK, Progress.NONE));

        assertThat(report.accepted()).isTrue();
        assertThat(change(report, Thing.STUDENT).added()).isEqualTo(3);
        assertThat(report.schools())
                .extracting(RosterReport.SchoolChange::school, RosterReport.SchoolChange::studentsAdded)
                .containsExactly(tuple("Cholla Elementary", 2L), tuple("Saguaro High", 1L));
        assertThat(schoolNames()).isEmpty();
    }

    // Who leaves, and changes

    @Test
    void a_student_who_is_no_longer_in_the_export_stays_marked_as_left_and_may_come_back() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var wei = found("wei").getFirst().id();
        var without = RosterFiles.oneDotTwo()
                .replacing("users.csv", "u3,,,true,wei,,Wei,Zhang,,,,,,,10,\n", "")
                .replacing("roles.csv", "r4,,,u3,primary,student,,,s2,\n", "");
        var report = brought(without);

        assertThat(change(report, Thing.STUDENT)).isEqualTo(new Change(Thing.STUDENT, 0, 0, 1, 2));
        assertThat(in(() -> directory.student(wei)).orElseThrow().enrolled()).isFalse();
        assertThat(found("wei")).extracting(Student::enrolled).containsExactly(false);

        assertThat(change(brought(RosterFiles.oneDotTwo()), Thing.STUDENT).changed())
                .isEqualTo(1);
        assertThat(in(() -> directory.student(wei)).orElseThrow().enrolled()).isTrue();
    }

    @Test
    void tobedeleted_in_an_export_of_everything_is_as_if_absent() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var report = brought(RosterFiles.oneDotTwo()
                .replacing("users.csv", "u3,,,", "u3,tobedeleted,2026-11-01,")
                .replacing("roles.csv", "r4,,,", "r4,tobedeleted,2026-11-01T10:00:00.000Z,"));

        assertThat(report.problems()).isEmpty();
        assertThat(change(report, Thing.STUDENT).left()).isEqualTo(1);
    }

    @Test
    void a_new_name_is_found_and_the_old_one_no_longer() throws IOException {
        brought(RosterFiles.oneDotTwo());
        brought(RosterFiles.oneDotTwo().replacing("users.csv", "Wei,Zhang", "Otto,Becker"));

        assertThat(found("beker")).extracting(Student::name).containsExactly("Otto Becker");
        assertThat(found("zhang")).isEmpty();
    }

    @Test
    void a_delta_changes_what_it_names_and_nothing_else() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var now = "2026-11-20T04:00:00Z";
        var report = brought(
                RosterFiles.none()
                        .with("users.csv", """
                                sourcedId,status,dateLastModified,givenName,familyName,grades
                                u2,active,%1$s,Johnny,O'Brien,04
                                u3,tobedeleted,%1$s,,,
                                u4,active,%1$s,Ana,Peña,03
                                """.formatted(now))
                        .with("roles.csv", """
                                sourcedId,status,dateLastModified,userSourcedId,roleType,role,orgSourcedId
                                r2,active,%1$s,u1,primary,student,s2
                                r9,active,%1$s,u4,primary,student,s1
                                """.formatted(now))
                        .with("enrollments.csv", """
                                sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role
                                e2,tobedeleted,%1$s,,,,
                                e9,active,%1$s,c1,s1,u4,student
                                """.formatted(now)),
                DELTA);

        assertThat(report.problems()).isEmpty();
        assertThat(change(report, Thing.STUDENT)).isEqualTo(new Change(Thing.STUDENT, 1, 2, 1, 0));
        assertThat(change(report, Thing.ENROLLMENT).added()).isEqualTo(1);
        assertThat(change(report, Thing.ENROLLMENT).left()).isEqualTo(1);
        assertThat(found("johnny")).extracting(Student::grade).containsExactly("04");
        // Her school changed by her role alone; her name is still found, there.
        assertThat(found("maria")).extracting(Student::schoolName).containsExactly("Saguaro High");
        assertThat(in(() -> directory.findStudents("maria", List.of(school("Cholla Elementary")), 5)))
                .isEmpty();
        assertThat(found("pena")).hasSize(1);
        assertThat(found("wei")).extracting(Student::enrolled).containsExactly(false);
        assertThat(staffFound("thea")).hasSize(1);
    }

    // What counts on which day

    @Test
    void a_student_is_in_a_class_from_the_first_day_to_the_last_by_the_districts_own_midnight() throws IOException {
        var day = aWednesdayAt("23:30");
        brought(RosterFiles.oneDotTwo()
                .replacing("enrollments.csv", "2026-08-17,2099-01-01", day + "," + day.plusDays(1))
                .replacing("academicSessions.csv", "2026-08-17,2027-05-28", "2026-08-17," + day.plusDays(2))
                .replacing("academicSessions.csv", "2026-08-17,2026-12-18", "2026-08-17," + day.plusDays(2)));
        var teacher = staffFound("thea").getFirst().id();

        assertThat(inReading()).as("the first day").contains("María José López");
        clock.forward(Duration.ofDays(-1));
        assertThat(inReading())
                .as("the evening before, a new day in UTC already")
                .containsExactly("John O'Brien");
        clock.forward(Duration.ofDays(2));
        assertThat(inReading()).as("the last day").contains("María José López");
        clock.forward(Duration.ofDays(1));
        assertThat(inReading()).as("past it").containsExactly("John O'Brien");
        assertThat(in(() -> directory.classesOf(teacher)))
                .as("the last day of the class")
                .hasSize(1);
        clock.forward(Duration.ofDays(1));
        assertThat(in(() -> directory.classesOf(teacher))).isEmpty();
    }

    @Test
    void a_role_counts_from_its_first_day_to_its_last() throws IOException {
        var day = aWednesdayAt("23:30");
        var moves = RosterFiles.oneDotTwo()
                .replacing(
                        "roles.csv",
                        "r2,,,u1,primary,student,,,s1,\n",
                        "r2,,,u1,secondary,student,," + day + ",s1,\nr2b,,,u1,primary,student," + day.plusDays(1)
                                + ",,s2,\n")
                .replacing(
                        "roles.csv",
                        "r6,,,t1,secondary,ext:busDriver,,,s2,",
                        "r6,,,t1,secondary,ext:busDriver," + day.plusDays(1) + "," + day.plusDays(1) + ",s2,");

        brought(moves);
        assertThat(found("maria")).extracting(Student::schoolName).containsExactly("Cholla Elementary");
        assertThat(staffFound("thea").getFirst().schools()).containsExactly(school("Cholla Elementary"));

        clock.forward(Duration.ofDays(1));
        brought(moves);
        assertThat(found("maria")).extracting(Student::schoolName).containsExactly("Saguaro High");
        assertThat(staffFound("thea").getFirst().schools()).hasSize(2);

        clock.forward(Duration.ofDays(1));
        brought(moves);
        assertThat(staffFound("thea").getFirst().schools()).containsExactly(school("Cholla Elementary"));
    }

    @Test
    void an_export_of_the_summer_whose_roles_are_all_to_come_sends_nobody_home() throws IOException {
        var day = aWednesdayAt("12:00");
        var roles =
                RosterFiles.oneDotTwo().text("roles.csv").replace("student,,,", "student," + day.plusDays(20) + ",,");
        var report = brought(RosterFiles.oneDotTwo().with("roles.csv", roles));

        assertThat(change(report, Thing.STUDENT)).isEqualTo(new Change(Thing.STUDENT, 3, 0, 0, 0));
        assertThat(found("maria")).extracting(Student::enrolled).containsExactly(true);
    }

    @Test
    void a_role_to_come_in_a_delta_counts_since_it_is_said_only_once() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var day = aWednesdayAt("12:00");
        brought(RosterFiles.none().with("roles.csv", """
                        sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId
                        r9,active,2026-11-20T04:00:00Z,u3,secondary,student,%s,,s1
                        """.formatted(day.plusDays(3))), DELTA);

        assertThat(in(() -> directory.findStudents("wei", List.of(school("Cholla Elementary")), 5)))
                .hasSize(1);
    }

    /** Puts the clock to a time of a day in Phoenix to come; gives the day. */
    private LocalDate aWednesdayAt(String time) {
        var phoenix = ZoneId.of("America/Phoenix");
        var day = LocalDate.ofInstant(clock.instant(), phoenix)
                .with(java.time.temporal.TemporalAdjusters.next(java.time.DayOfWeek.WEDNESDAY));
        clock.forward(Duration.between(
                clock.instant(),
                day.atTime(java.time.LocalTime.parse(time)).atZone(phoenix).toInstant()));
        return day;
    }

    private List<String> inReading() {
        return in(() -> {
            var id = database.sql("select id from class")
                    .query(java.util.UUID.class)
                    .single();
            assertThat(directory.schoolClass(new ClassId(id)).orElseThrow().students())
                    .isEqualTo(directory.studentsIn(new ClassId(id)).size());
            return directory.studentsIn(new ClassId(id)).stream()
                    .map(Student::name)
                    .toList();
        });
    }

    @Test
    void the_manifest_says_what_is_a_delta() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var report = brought(RosterFiles.none().with("manifest.csv", """
                        propertyName,value
                        manifest.version,1.0
                        oneroster.version,1.2
                        file.orgs,absent
                        file.users,delta
                        """).with("users.csv", """
                        sourcedId,status,dateLastModified,givenName,familyName,grades
                        u2,active,2026-11-20,Jon,O'Brien,03
                        """));

        assertThat(report.problems()).isEmpty();
        assertThat(report.delta()).isTrue();
        assertThat(change(report, Thing.STUDENT)).isEqualTo(new Change(Thing.STUDENT, 0, 1, 0, 0));
    }

    @Test
    void a_delta_needs_an_export_of_everything_before_it() throws IOException {
        assertThat(faults(brought(RosterFiles.oneDotTwo(), DELTA))).contains(RosterFault.DELTA_WITHOUT_BULK);
    }

    // What is wrong

    @ParameterizedTest(name = "{0}: {1} becomes {2}: {5}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            users.csv       | 10,\\n                        | 47,\\n                          | 5 | grades          | BAD_GRADE
            users.csv       | u2,,,true                     | u2,,,maybe                      | 4 | enabledUser     | BAD_BOOLEAN
            users.csv       | u2,,,true                     | u2,gone,,true                   | 4 | status          | BAD_STATUS
            users.csv       | u2,,,true                     | u2,active,yesterday,true        | 4 | dateLastModified | BAD_TIME
            users.csv       | John,O'Brien                  | ,O'Brien                        | 4 | givenName       | MISSING_VALUE
            users.csv       | u2,,,true                     | ,,,true                         | 4 | sourcedId       | MISSING_VALUE
            users.csv       | u2,,,true                     | u1,,,true                       | 4 | sourcedId       | ID_TWICE
            users.csv       | u2,,,true,jobrien             | u2,,,true,extra,jobrien         | 4 |                 | FIELD_COUNT
            orgs.csv        | Saguaro High,school,,d        | Saguaro High,school,,nowhere    | 4 | parentSourcedId | UNKNOWN_ORG
            orgs.csv        | Saguaro High,school           | Saguaro High,castle             | 4 | type            | BAD_CHOICE
            academicSessions.csv | 2026-08-17,2026-12-18    | 2026-08-17,2026-02-30           | 3 | endDate         | BAD_DATE
            academicSessions.csv | 2026-08-17,2026-12-18    | 08/17/2026,2026-12-18           | 3 | startDate       | BAD_DATE
            academicSessions.csv | 2026-08-17,2026-12-18    | 2026-12-19,2026-12-18           | 3 | endDate         | ENDS_BEFORE_START
            courses.csv     | 03,d                          | 03,x                            | 2 | orgSourcedId    | UNKNOWN_ORG
            classes.csv     | 03,co,                        | 03,cx,                          | 2 | courseSourcedId | UNKNOWN_COURSE
            classes.csv     | `"y,f"`                       | `"y,z"`                         | 2 | termSourcedIds  | UNKNOWN_SESSION
            classes.csv     | scheduled,,s1                 | scheduled,,s9                   | 2 | schoolSourcedId | UNKNOWN_ORG
            roles.csv       | r4,,,u3,primary,student       | r4,,,u9,primary,student         | 5 | userSourcedId   | UNKNOWN_USER
            roles.csv       | r4,,,u3,primary,student       | r4,,,u3,tertiary,student        | 5 | roleType        | BAD_CHOICE
            roles.csv       | r4,,,u3,primary,student       | r4,,,u3,primary,pupil           | 5 | role            | BAD_CHOICE
            enrollments.csv | e3,,,c1                       | e3,,,c7                         | 4 | classSourcedId  | UNKNOWN_CLASS
            enrollments.csv | c1,s1,u2,student              | c1,s1,u7,student                | 4 | userSourcedId   | UNKNOWN_USER
            enrollments.csv | c1,s1,u2,student              | c1,s1,t1,student                | 4 | userSourcedId   | NOT_A_STUDENT
            enrollments.csv | c1,s1,t1,teacher              | c1,s1,u2,teacher                | 2 | userSourcedId   | NOT_STAFF
            enrollments.csv | c1,s1,u2,student,,            | c1,s1,u2,student,,17.08.2026    | 4 | beginDate       | BAD_DATE
            """)
    void a_bad_cell_is_named_by_file_row_and_column_and_changes_nothing(
            String file, String old, String fresh, long row, String column, RosterFault fault) throws IOException {
        var files = RosterFiles.oneDotTwo()
                .replacing(file, old.replace("\\n", "\n"), (fresh == null ? "" : fresh).replace("\\n", "\n"));
        var report = brought(files);

        assertThat(report.accepted()).isFalse();
        assertThat(report.problems())
                .extracting(Problem::file, Problem::row, Problem::column, Problem::fault)
                .contains(tuple(file, row, column, fault));
        assertThat(schoolNames()).isEmpty();
    }

    @Test
    void a_problem_shows_what_stands_there_but_never_a_name() throws IOException {
        var report = brought(RosterFiles.oneDotTwo()
                .replacing("enrollments.csv", "e3,,,c1", "e3,,,c-none")
                .replacing("users.csv", "John,O'Brien", "John\u0000,O'Brien"));

        assertThat(report.problems())
                .extracting(Problem::column, Problem::value)
                .containsExactlyInAnyOrder(tuple("classSourcedId", "c-none"), tuple("givenName", null));
    }

    @Test
    void bad_rows_are_skipped_when_asked_with_what_hangs_on_them() throws IOException {
        var report = brought(
                RosterFiles.oneDotTwo()
                        .replacing("users.csv", "u2,,,true", "u2,,,maybe")
                        .adding("enrollments.csv", "e8,,,c1,s1,u9,student,,,"),
                SKIPPING);

        assertThat(report.accepted()).isTrue();
        assertThat(report.problems())
                .extracting(Problem::file, Problem::row, Problem::fault)
                .containsExactly(
                        tuple("users.csv", 4L, RosterFault.BAD_BOOLEAN),
                        tuple("roles.csv", 4L, RosterFault.UNKNOWN_USER),
                        tuple("enrollments.csv", 4L, RosterFault.UNKNOWN_USER),
                        tuple("enrollments.csv", 5L, RosterFault.UNKNOWN_USER));
        assertThat(report.skippedRows()).isEqualTo(4);
        assertThat(change(report, Thing.STUDENT).added()).isEqualTo(2);
        assertThat(change(report, Thing.ENROLLMENT).added()).isEqualTo(1);
    }

    @Test
    void the_first_thousand_problems_are_listed_and_all_are_counted() throws IOException {
        var rows = new ArrayList<String>();
        for (int number = 0; number < 1_500; number++) {
            rows.add("x" + number + ",,,c1,s1,nobody" + number + ",student,,,");
        }
        var report = brought(RosterFiles.oneDotTwo().adding("enrollments.csv", rows.toArray(String[]::new)));

        assertThat(report.problems()).hasSize(1_000);
        assertThat(report.problemCount()).isEqualTo(1_500);
    }

    @Test
    void a_missing_column_and_a_column_that_is_there_twice_are_named() throws IOException {
        assertThat(brought(RosterFiles.oneDotTwo().replacing("users.csv", "givenName", "firstName"))
                        .problems())
                .extracting(Problem::file, Problem::row, Problem::column, Problem::fault)
                .contains(tuple("users.csv", 1L, "givenName", RosterFault.MISSING_COLUMN));
        assertThat(faults(brought(RosterFiles.oneDotTwo().replacing("users.csv", "middleName", "givenName"))))
                .contains(RosterFault.COLUMN_TWICE);
    }

    @Test
    void empty_and_missing_files_do_not_send_everybody_home() throws IOException {
        brought(RosterFiles.oneDotTwo());
        assertThat(faults(brought(RosterFiles.oneDotTwo().with("users.csv", ""))))
                .contains(RosterFault.EMPTY_FILE);
        var header =
                RosterFiles.oneDotTwo().text("users.csv").lines().findFirst().orElseThrow();
        assertThat(faults(brought(RosterFiles.oneDotTwo().with("users.csv", header + "\n"))))
                .contains(RosterFault.NO_ROWS);
        assertThat(faults(brought(RosterFiles.none()))).containsExactly(RosterFault.NOT_A_ROSTER);
        assertThat(found("wei")).extracting(Student::enrolled).containsExactly(true);
    }

    @Test
    void other_encodings_are_named_where_they_show() throws IOException {
        var latin = RosterFiles.oneDotTwo().text("users.csv").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(brought(RosterFiles.oneDotTwo().with("users.csv", latin)).problems())
                .extracting(Problem::row, Problem::column, Problem::fault)
                .contains(tuple(3L, "givenName", RosterFault.WRONG_ENCODING));
        var wide = RosterFiles.oneDotTwo().text("users.csv").getBytes(StandardCharsets.UTF_16);
        assertThat(faults(brought(RosterFiles.oneDotTwo().with("users.csv", wide))))
                .contains(RosterFault.WRONG_ENCODING);
    }

    @Test
    void an_open_quote_and_a_huge_field_are_named_and_not_swallowed() throws IOException {
        var huge = "x".repeat(3_000_000);
        assertThat(faults(brought(RosterFiles.oneDotTwo().replacing("users.csv", "John", "\"" + huge))))
                .contains(RosterFault.HUGE_FIELD);
        assertThat(faults(brought(RosterFiles.oneDotTwo().replacing("users.csv", "John", "J".repeat(10_000)))))
                .contains(RosterFault.TOO_LONG);
    }

    @Test
    void a_header_in_the_middle_is_named() throws IOException {
        var header =
                RosterFiles.oneDotTwo().text("users.csv").lines().findFirst().orElseThrow();
        assertThat(faults(brought(RosterFiles.oneDotTwo().adding("users.csv", header))))
                .containsExactly(RosterFault.HEADER_AGAIN);
    }

    @Test
    void demographics_are_checked() throws IOException {
        var files = RosterFiles.oneDotTwo().with("demographics.csv", """
                sourcedId,status,dateLastModified,birthDate,sex,asian
                u1,,,2018-03-02,female,false
                u9,,,2018-13-02,robot,perhaps
                """);
        assertThat(brought(files).problems())
                .extracting(Problem::row, Problem::column, Problem::fault)
                .containsExactlyInAnyOrder(
                        tuple(3L, "birthDate", RosterFault.BAD_DATE),
                        tuple(3L, "sex", RosterFault.BAD_CHOICE),
                        tuple(3L, "asian", RosterFault.BAD_BOOLEAN),
                        tuple(3L, "sourcedId", RosterFault.UNKNOWN_USER));
    }

    @Test
    void of_the_demographics_the_birth_date_is_kept_and_nothing_else() throws IOException {
        var report = brought(withBirthDates());
        assertThat(report.problems()).isEmpty();
        assertThat(bornOn("lopez")).contains(LocalDate.of(2018, 3, 2));
        assertThat(bornOn("wei")).contains(LocalDate.of(2008, 2, 29));
        assertThat(bornOn("john")).isEmpty();
        assertThat(in(() -> database.sql("select string_agg(s::text, '|') from student s")
                        .query(String.class)
                        .single()))
                .doesNotContain("female", "asian");
    }

    @Test
    void the_same_birth_dates_change_nothing_and_a_bulk_file_says_them_all() throws IOException {
        brought(withBirthDates());
        assertThat(brought(withBirthDates()).changesNothing()).isTrue();

        // Without the file, what is known stays.
        assertThat(brought(RosterFiles.oneDotTwo()).changesNothing()).isTrue();
        assertThat(bornOn("wei")).isPresent();

        var report = brought(withBirthDates()
                .replacing("demographics.csv", "u3,,,2008-02-29,,\n", "")
                .replacing("demographics.csv", "2018-03-02", "2018-03-03"));
        assertThat(change(report, Thing.STUDENT)).isEqualTo(new Change(Thing.STUDENT, 0, 2, 0, 1));
        assertThat(bornOn("wei")).isEmpty();
        assertThat(bornOn("lopez")).contains(LocalDate.of(2018, 3, 3));
    }

    @Test
    void a_delta_changes_the_birth_dates_that_it_names() throws IOException {
        brought(withBirthDates());

        var users = RosterFiles.none().with("manifest.csv", """
                propertyName,value
                manifest.version,1.0
                oneroster.version,1.2
                file.users,delta
                """).with("users.csv", """
                sourcedId,status,dateLastModified,enabledUser,givenName,familyName,grades
                u1,active,2026-11-20T04:00:00Z,true,Maya,López,04
                """);
        assertThat(brought(users, DELTA).problems()).isEmpty();
        assertThat(bornOn("maya")).contains(LocalDate.of(2018, 3, 2));

        // No other file names them, and nobody leaves for it.
        var report = brought(birthDatesOf("""
                u2,active,2026-11-20T04:00:00Z,2018-01-01
                u3,tobedeleted,2026-11-20T04:00:00Z,
                """), DELTA);
        assertThat(report.problems()).isEmpty();
        assertThat(change(report, Thing.STUDENT)).isEqualTo(new Change(Thing.STUDENT, 0, 2, 0, 0));
        assertThat(bornOn("john")).contains(LocalDate.of(2018, 1, 1));
        assertThat(bornOn("wei")).isEmpty();
        assertThat(bornOn("maya")).isPresent();
        assertThat(found("wei")).extracting(Student::enrolled).containsExactly(true);
    }

    @Test
    void a_delta_that_takes_a_student_away_brings_nobody_back_by_a_birth_date() throws IOException {
        brought(withBirthDates());

        var leaving = birthDatesOf("u3,tobedeleted,2026-11-20T04:00:00Z,\n").with("users.csv", """
                sourcedId,status,dateLastModified,enabledUser,givenName,familyName,grades
                u3,tobedeleted,2026-11-20T04:00:00Z,,,,
                """);
        brought(leaving, DELTA);
        assertThat(in(() -> database.sql("select count(*) from student where left_at is not null")
                        .query(Long.class)
                        .single()))
                .isNotZero();
        assertThat(bornOn("lopez")).isPresent();
    }

    @Test
    void two_birth_dates_of_one_student_are_named() throws IOException {
        var twice = withBirthDates().adding("demographics.csv", "u1,,,2017-03-02,,");
        assertThat(brought(twice).problems())
                .extracting(Problem::row, Problem::column, Problem::fault)
                .containsExactly(tuple(5L, "sourcedId", RosterFault.ID_TWICE));
    }

    private static RosterFiles withBirthDates() {
        return RosterFiles.oneDotTwo().with("demographics.csv", """
                sourcedId,status,dateLastModified,birthDate,sex,asian
                u1,,,2018-03-02,female,true
                u2,,,,,
                u3,,,2008-02-29,,
                """);
    }

    private static RosterFiles birthDatesOf(String rows) {
        return RosterFiles.none().with("demographics.csv", "sourcedId,status,dateLastModified,birthDate\n" + rows);
    }

    private Optional<LocalDate> bornOn(String name) {
        return in(() -> directory.bornOn(found(name).getFirst().id()));
    }

    // What is no export at all

    @Test
    void what_is_not_a_zip_or_is_broken_or_encrypted_is_refused() throws IOException {
        var text = Files.writeString(folder.resolve("x.zip"), "not a zip");
        assertThat(faults(brought(text, BULK))).containsExactly(RosterFault.UNREADABLE_ZIP);
        var empty = Files.createFile(folder.resolve("empty.zip"));
        assertThat(faults(brought(empty, BULK))).containsExactly(RosterFault.UNREADABLE_ZIP);
        assertThat(faults(brought(folder.resolve("nowhere"), BULK))).containsExactly(RosterFault.NO_SUCH_PLACE);

        var zip = Files.readAllBytes(RosterFiles.oneDotTwo().zip(folder));
        var half = Files.write(folder.resolve("half.zip"), java.util.Arrays.copyOf(zip, zip.length / 2));
        assertThat(faults(brought(half, BULK))).containsExactly(RosterFault.UNREADABLE_ZIP);
        assertThat(faults(brought(Files.write(folder.resolve("enc.zip"), encrypted(zip)), BULK)))
                .containsExactly(RosterFault.ENCRYPTED_ZIP);
    }

    /** Sets the encrypted bit of each central directory entry. */
    private static byte[] encrypted(byte[] zip) {
        for (int at = 0; at + 10 < zip.length; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                zip[at + 8] |= 1;
            }
        }
        return zip;
    }

    @Test
    void a_zip_that_climbs_out_or_names_a_file_twice_is_refused() throws IOException {
        var climbing = RosterFiles.oneDotTwo().with("../../etc/orgs.csv", "x").zip(folder);
        assertThat(faults(brought(climbing, BULK))).containsExactly(RosterFault.ODD_NAME_IN_ZIP);
        var twice = RosterFiles.oneDotTwo().with("more/users.csv", "x").zip(folder);
        assertThat(faults(brought(twice, BULK))).containsExactly(RosterFault.FILE_TWICE);
    }

    @Test
    void a_zip_bomb_is_stopped() throws IOException {
        var line = ("b,,,Boom,school,,\n").repeat(6_000);
        var bomb = Files.createTempFile(folder, "bomb", ".zip");
        try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(bomb))) {
            out.setLevel(9);
            out.putNextEntry(new java.util.zip.ZipEntry("orgs.csv"));
            out.write("sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
                    .getBytes(StandardCharsets.UTF_8));
            out.write(("\"" + " ".repeat(1_000)).getBytes(StandardCharsets.UTF_8));
            out.write("\",,,x,school,,\n".getBytes(StandardCharsets.UTF_8));
            var blank = "\n".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int block = 0; block < 100; block++) {
                out.write(blank);
            }
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
            out.putNextEntry(new java.util.zip.ZipEntry("users.csv"));
            out.write(RosterFiles.oneDotOne().text("users.csv").getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        assertThat(faults(brought(bomb, BULK))).contains(RosterFault.TOO_LARGE);
    }

    // Together

    @Test
    void a_second_import_of_the_same_district_is_refused_while_one_runs() throws Exception {
        var path = RosterFiles.oneDotTwo().folder(folder);
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = new Thread(() -> DistrictScope.run(
                district,
                () -> rosters.apply(path, BULK, (step, percent) -> {
                    inside.countDown();
                    await(goOn);
                })));
        first.start();
        assertThat(inside.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        try {
            assertThatThrownBy(() -> brought(path, BULK)).isInstanceOf(Rosters.RosterBusyException.class);
        } finally {
            goOn.countDown();
            first.join();
        }
        assertThat(schoolNames()).hasSize(2);
    }

    @Test
    void what_fails_on_the_way_leaves_the_old_roster() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var path = RosterFiles.oneDotTwo()
                .replacing("users.csv", "Wei,Zhang", "Weiwei,Zhang")
                .folder(folder);
        assertThatThrownBy(() -> DistrictScope.run(
                        district,
                        () -> rosters.apply(path, BULK, (step, percent) -> {
                            if (step == Rosters.Step.WRITING && percent == 100) {
                                throw new IllegalStateException("the power went out");
                            }
                        })))
                .hasMessage("the power went out");
        assertThat(found("wei")).extracting(Student::name).containsExactly("Wei Zhang");
    }

    @Test
    void another_district_sees_nothing_of_it() throws IOException {
        brought(RosterFiles.oneDotTwo());
        var other = districts
                .create("Elsewhere " + java.util.UUID.randomUUID(), "NM", "America/Denver")
                .id();
        assertThat(inDistrict(other, () -> directory.schools())).isEmpty();
        assertThat(brought(RosterFiles.oneDotTwo()).changesNothing()).isTrue();
    }

    @Test
    void the_demo_district_comes_in_whole_and_its_people_are_found() throws IOException {
        var demo = folder.resolve("demo");
        DemoRoster.write(demo, 2026);
        var report = brought(demo, BULK);

        assertThat(report.problems()).isEmpty();
        assertThat(change(report, Thing.STUDENT).added()).isEqualTo(8_000);
        assertThat(change(report, Thing.STAFF).added()).isEqualTo(900);
        assertThat(schoolNames()).hasSize(12);
        assertThat(found("gonsales")).extracting(Student::name).anyMatch(name -> name.contains("Gonz"));
        assertThat(found("nunes")).extracting(Student::name).anyMatch(name -> name.contains("Núñez"));
        assertThat(found("rodrigez")).extracting(Student::name).anyMatch(name -> name.contains("Rodr"));
        assertThat(brought(demo, BULK).changesNothing()).isTrue();
    }

    // How these tests speak

    private RosterReport brought(RosterFiles files) throws IOException {
        return brought(files, BULK);
    }

    private RosterReport brought(RosterFiles files, Options options) throws IOException {
        return brought(files.folder(folder), options);
    }

    private RosterReport brought(Path path, Options options) {
        return DistrictScope.call(district, () -> rosters.apply(path, options, Progress.NONE));
    }

    private <T> T in(java.util.function.Supplier<T> work) {
        return inDistrict(district, work);
    }

    private List<String> schoolNames() {
        return in(() -> directory.schools().stream().map(School::name).toList());
    }

    private SchoolId school(String name) {
        return in(() -> directory.schools().stream()
                .filter(school -> school.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id());
    }

    private List<Student> found(String words) {
        return in(() -> directory.findStudents(words, everySchool(), 20));
    }

    private List<StaffMember> staffFound(String words) {
        return in(() -> directory.findStaff(words, everySchool(), 20));
    }

    private Set<SchoolId> everySchool() {
        return directory.schools().stream().map(School::id).collect(java.util.stream.Collectors.toSet());
    }

    private static Change change(RosterReport report, Thing thing) {
        return report.changes().stream()
                .filter(change -> change.thing() == thing)
                .findFirst()
                .orElseThrow();
    }

    private static List<RosterFault> faults(RosterReport report) {
        return report.problems().stream().map(Problem::fault).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody went on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
