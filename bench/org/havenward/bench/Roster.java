package org.havenward.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.Rosters;
import org.havenward.district.School;
import org.havenward.district.SchoolId;
import org.havenward.platform.DistrictScope;
import org.postgresql.PGConnection;

/**
 * The roster import against PostgreSQL's own COPY of the same rows into the same tables with the same indexes, in one run;
 * then the same export again, and the search. Files are generated, of any size.
 */
final class Roster {
    /** In the order of their foreign keys. */
    private static final List<String> TABLES = List.of(
            "school", "academic_session", "course", "class", "staff", "staff_school", "student", "student_school",
            "enrollment", "class_staff", "name_clue", "student_name", "staff_name");

    private static final int STUDENTS_OF_A_SCHOOL = 800;

    private final int students;
    private final FictionalNames names = new FictionalNames(new SplittableRandom(11));

    private Roster(int students) {
        this.students = students;
    }

    static void run(int students) throws IOException {
        new Roster(students).run();
    }

    private void run() throws IOException {
        var house = new BenchHouse();
        var files = house.data().resolve("roster");
        long started = System.nanoTime();
        generate(files);
        say("Generated %,d students, %,d staff, 6 classes each, in %s", students, staff(), since(started));
        house.inside(context -> {
            var district = context.getBean(Districts.class)
                    .create("Roster bench", "AZ", "America/Phoenix")
                    .id();
            var rosters = context.getBean(Rosters.class);
            System.gc();
            resetPeaks();
            long begun = System.nanoTime();
            var steps = new Steps();
            var report = DistrictScope.call(
                    district, () -> rosters.apply(files, new Rosters.Options(false, false), steps));
            double importSeconds = seconds(begun);
            steps.print();
            if (!report.accepted()) {
                throw new IllegalStateException("Refused: " + report.problems().getFirst());
            }
            long peak = peakMiB();
            begun = System.nanoTime();
            DistrictScope.call(district, () -> rosters.apply(files, new Rosters.Options(false, false), Rosters.Progress.NONE));
            double againSeconds = seconds(begun);
            var copied = new long[1];
            var copySeconds = new double[1];
            BenchHouse.withOwner(context, owner -> {
                try (var connection = owner.getConnection()) {
                    copySeconds[0] = copy(connection, house.data(), copied);
                } catch (SQLException | IOException problem) {
                    throw new IllegalStateException(problem);
                }
            });
            double copyRate = copied[0] / copySeconds[0];
            double importRate = copied[0] / importSeconds;
            say("");
            say("rows in the tables                 %,14d", copied[0]);
            say("rows in the files                  %,14d", report.rows());
            say("PostgreSQL's COPY                  %,14.0f rows/s  (%.1f s)", copyRate, copySeconds[0]);
            say("import, everything new             %,14.0f rows/s  (%.1f s)", importRate, importSeconds);
            say("import, nothing changed            %,14.0f rows/s  (%.1f s)", copied[0] / againSeconds, againSeconds);
            say("import against COPY                %,14.0f %%       (at least 50 %%)", 100 * importRate / copyRate);
            say("most heap in use during the import %,14d MiB     (limit %,d MiB)", peak,
                    Runtime.getRuntime().maxMemory() >> 20);
            search(context.getBean(Directory.class), context, district);
            return true;
        });
        house.forget();
    }

    private void search(
            Directory directory,
            org.springframework.context.ConfigurableApplicationContext context,
            org.havenward.platform.DistrictId district) {
        var schools = BenchHouse.inTransaction(context, district, () -> directory.schools().stream()
                .map(School::id)
                .collect(Collectors.toSet()));
        var words = new String[300];
        for (int number = 0; number < words.length; number++) {
            words[number] = FictionalNames.typed(number, names.given(), names.family());
        }
        var one = java.util.Set.of(schools.iterator().next());
        for (var where : List.of(one, schools)) {
            times(directory, context, district, words, where);
            var millis = times(directory, context, district, words, where);
            Arrays.sort(millis);
            say("search in %,6d school%s p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms", where.size(),
                    where.size() == 1 ? " " : "s", millis[millis.length / 2], millis[millis.length * 95 / 100],
                    millis[millis.length * 99 / 100], millis[millis.length - 1]);
        }
    }

    private static double[] times(
            Directory directory,
            org.springframework.context.ConfigurableApplicationContext context,
            org.havenward.platform.DistrictId district,
            String[] words,
            java.util.Set<SchoolId> where) {
        var millis = new double[words.length];
        for (int number = 0; number < words.length; number++) {
            var word = words[number];
            long begun = System.nanoTime();
            BenchHouse.inTransaction(context, district, () -> directory.findStudents(word, where, 25));
            millis[number] = (System.nanoTime() - begun) / 1e6;
        }
        return millis;
    }

    /** Takes the tables' rows out into files, empties the tables, and copies the rows in again, as the owner. */
    private static double copy(Connection connection, Path folder, long[] copied) throws SQLException, IOException {
        var api = connection.unwrap(PGConnection.class).getCopyAPI();
        for (var table : TABLES) {
            try (var out = Files.newOutputStream(folder.resolve(table + ".copy"))) {
                api.copyOut("copy " + table + " to stdout", out);
            }
        }
        try (var statement = connection.createStatement()) {
            statement.execute("truncate " + String.join(", ", TABLES) + " cascade");
        }
        connection.setAutoCommit(false);
        long begun = System.nanoTime();
        for (var table : TABLES) {
            long from = System.nanoTime();
            try (var in = Files.newInputStream(folder.resolve(table + ".copy"))) {
                long rows = api.copyIn("copy " + table + " from stdin", in, 1 << 16);
                copied[0] += rows;
                say("  COPY %-18s %,12d rows  %6.1f s", table, rows, seconds(from));
            }
        }
        connection.commit();
        double seconds = seconds(begun);
        try (var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
        connection.commit();
        return seconds;
    }

    // Files

    private int staff() {
        return (int) (students * 15L / 100);
    }

    private void generate(Path folder) throws IOException {
        Files.createDirectories(folder);
        int schools = Math.max(1, students / STUDENTS_OF_A_SCHOOL);
        try (var orgs = file(folder, "orgs.csv", "name,type,parentSourcedId");
                var sessions = file(folder, "academicSessions.csv", "title,type,startDate,endDate,parentSourcedId,schoolYear");
                var courses = file(folder, "courses.csv", "title,orgSourcedId");
                var classes = file(folder, "classes.csv", "title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds");
                var users = file(folder, "users.csv", "enabledUser,username,givenName,familyName,grades");
                var roles = file(folder, "roles.csv", "userSourcedId,roleType,role,orgSourcedId");
                var demographics = file(folder, "demographics.csv", "birthDate");
                var enrollments =
                        file(folder, "enrollments.csv", "classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate")) {
            row(orgs, "district-0", "Bench District,district,");
            row(sessions, "year", "2026-27,schoolYear,2026-08-17,2027-05-28,,2027");
            for (int number = 0; number < 200; number++) {
                row(courses, "course-" + number, "Course " + number + ",district-0");
            }
            long enrollment = 0;
            for (int school = 0; school < schools; school++) {
                int first = (int) ((long) students * school / schools);
                int last = (int) ((long) students * (school + 1) / schools);
                int firstStaff = (int) ((long) staff() * school / schools);
                int lastStaff = Math.max(firstStaff + 1, (int) ((long) staff() * (school + 1) / schools));
                row(orgs, "school-" + school, "School " + school + ",school,district-0");
                for (int member = firstStaff; member < lastStaff; member++) {
                    row(users, "staff-%08x".formatted(member * 31), "true,s" + member + "," + names.given() + "," + names.family() + ",");
                    row(roles, "staff-role-" + member, "staff-%08x,primary,teacher,school-%d".formatted(member * 31, school));
                }
                int sections = Math.max(1, (last - first + 24) / 25);
                for (int period = 1; period <= 6; period++) {
                    for (int section = 0; section < sections; section++) {
                        var id = "class-%05d-%d-%03d".formatted(school, period, section);
                        row(classes, id, "Period " + period + " section " + section + ",07,course-" + (period * 7 + section) % 200
                                + ",scheduled,school-" + school + ",year");
                        row(enrollments, "t-" + enrollment++, id + ",school-" + school + ",staff-%08x,teacher,,".formatted(
                                (firstStaff + (section + period) % (lastStaff - firstStaff)) * 31));
                        for (int student = first + section; student < last; student += sections) {
                            row(enrollments, "e-%010x".formatted(enrollment++), id + ",school-" + school
                                    + ",stu-%09d,student,2026-08-17,".formatted(student));
                        }
                    }
                }
                for (int student = first; student < last; student++) {
                    row(users, "stu-%09d".formatted(student), "true,u" + student + "," + names.given() + "," + names.family() + ",07");
                    row(demographics, "stu-%09d".formatted(student), "2014-%02d-%02d".formatted(1 + student % 12, 1 + student % 28));
                    row(roles, "role-" + student, "stu-%09d,primary,student,school-%d".formatted(student, school));
                }
            }
        }
    }

    private static BufferedWriter file(Path folder, String name, String header) throws IOException {
        var out = Files.newBufferedWriter(folder.resolve(name), StandardCharsets.UTF_8);
        out.write("sourcedId,status,dateLastModified," + header + "\n");
        return out;
    }

    private static void row(BufferedWriter out, String id, String rest) throws IOException {
        out.write(id);
        out.write(",active,2026-11-20T04:00:00.000Z,");
        out.write(rest);
        out.write('\n');
    }

    // Numbers

    private static final class Steps implements Rosters.Progress {
        private Rosters.Step step = Rosters.Step.READING;
        private long since = System.nanoTime();
        private final java.util.Map<Rosters.Step, Double> seconds = new java.util.EnumMap<>(Rosters.Step.class);

        @Override
        public void at(Rosters.Step now, int percent) {
            seconds.merge(step, seconds(since), Double::sum);
            since = System.nanoTime();
            step = now;
        }

        void print() {
            seconds.merge(step, seconds(since), Double::sum);
            seconds.forEach((of, took) -> say("  import %-12s %6.1f s", of.name().toLowerCase(Locale.ROOT), took));
        }

        private static double seconds(long from) {
            return Roster.seconds(from);
        }
    }

    private static void resetPeaks() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakMiB() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1e9;
    }

    private static String since(long from) {
        return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - from).toMillis() / 1e3);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.US, format, values));
    }
}
