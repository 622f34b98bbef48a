package org.havenward.district;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A fictional district as a OneRoster 1.2 export, the same for the same seed: 12 schools from preschool to high school and
 * an alternative one, 8,000 students, 900 staff, their classes of the school year 2026-27.
 */
public final class DemoRoster {
    private static final String DISTRICT = "org-district";
    private static final String MODIFIED = "2026-11-20T04:00:00.000Z";

    private record Place(String id, String name, List<String> grades, int students, boolean periods) {}

    private static final List<String> LITTLE = List.of("PK");
    private static final List<String> ELEMENTARY = List.of("KG", "01", "02", "03", "04", "05");
    private static final List<String> MIDDLE = List.of("06", "07", "08");
    private static final List<String> HIGH = List.of("09", "10", "11", "12");

    private static final List<Place> PLACES = List.of(
            new Place("org-pre", "Little Quail Preschool", LITTLE, 240, false),
            new Place("org-es1", "Cottonwood Elementary", ELEMENTARY, 540, false),
            new Place("org-es2", "Sage Creek Elementary", ELEMENTARY, 520, false),
            new Place("org-es3", "Mesa View Elementary", ELEMENTARY, 510, false),
            new Place("org-es4", "Palo Verde Elementary", ELEMENTARY, 520, false),
            new Place("org-es5", "Juniper Hill Elementary", ELEMENTARY, 510, false),
            new Place("org-ms1", "Ocotillo Middle School", MIDDLE, 630, true),
            new Place("org-ms2", "Red Butte Middle School", MIDDLE, 620, true),
            new Place("org-ms3", "Rincon Middle School", MIDDLE, 610, true),
            new Place("org-hs1", "San Tomás High School", HIGH, 1_600, true),
            new Place("org-hs2", "Ironwood High School", HIGH, 1_520, true),
            new Place("org-alt", "Bridges Alternative School", List.of("08", "09", "10", "11", "12"), 180, true));

    private static final List<String> SUBJECTS = List.of(
            "English",
            "Mathematics",
            "Science",
            "Social Studies",
            "Physical Education",
            "Spanish",
            "Art",
            "Music",
            "Computer Science",
            "Health");

    /** Who works at a school besides its teachers: role, and how many for each so many students (at least one). */
    private static final Map<String, Integer> STAFFING = staffing();

    private final SplittableRandom chance;
    /** Of its own, so that who is called what stays the same. */
    private final SplittableRandom birthdays;

    private final Path folder;
    private final List<String[]> users = new ArrayList<>();
    private final List<String[]> roles = new ArrayList<>();
    private final List<String[]> classes = new ArrayList<>();
    private final List<String[]> courses = new ArrayList<>();
    private final List<String[]> enrollments = new ArrayList<>();
    private final List<String[]> demographics = new ArrayList<>();
    private int staff;
    private int students;

    private DemoRoster(Path folder, long seed) {
        this.folder = folder;
        this.chance = new SplittableRandom(seed);
        this.birthdays = new SplittableRandom(seed + 1);
    }

    /** Writes the files into a folder, which is made where it is missing. */
    public static void write(Path folder, long seed) throws IOException {
        Files.createDirectories(folder);
        new DemoRoster(folder, seed).write();
    }

    /** The district's weekdays without school, from August 2025 to the summer of 2027. */
    public static Map<LocalDate, String> noSchoolDays() {
        var days = new LinkedHashMap<LocalDate, String>();
        holiday(days, "Labor Day", "2025-09-01", "2025-09-01");
        holiday(days, "Fall break", "2025-10-13", "2025-10-14");
        holiday(days, "Veterans Day", "2025-11-11", "2025-11-11");
        holiday(days, "Thanksgiving", "2025-11-27", "2025-11-28");
        holiday(days, "Winter break", "2025-12-22", "2026-01-02");
        holiday(days, "Martin Luther King Jr. Day", "2026-01-19", "2026-01-19");
        holiday(days, "Presidents’ Day", "2026-02-16", "2026-02-16");
        holiday(days, "Spring break", "2026-03-16", "2026-03-20");
        holiday(days, "Memorial Day", "2026-05-25", "2026-05-25");
        holiday(days, "Juneteenth", "2026-06-19", "2026-06-19");
        holiday(days, "Independence Day", "2026-07-03", "2026-07-03");
        holiday(days, "Labor Day", "2026-09-07", "2026-09-07");
        holiday(days, "Fall break", "2026-10-12", "2026-10-13");
        holiday(days, "Veterans Day", "2026-11-11", "2026-11-11");
        holiday(days, "Thanksgiving", "2026-11-26", "2026-11-27");
        holiday(days, "Winter break", "2026-12-21", "2027-01-01");
        holiday(days, "Martin Luther King Jr. Day", "2027-01-18", "2027-01-18");
        holiday(days, "Presidents’ Day", "2027-02-15", "2027-02-15");
        holiday(days, "Spring break", "2027-03-15", "2027-03-19");
        holiday(days, "Memorial Day", "2027-05-31", "2027-05-31");
        return days;
    }

    private static void holiday(Map<LocalDate, String> days, String name, String first, String last) {
        for (var day = LocalDate.parse(first); !day.isAfter(LocalDate.parse(last)); day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                days.put(day, name);
            }
        }
    }

    private static Map<String, Integer> staffing() {
        var staffing = new LinkedHashMap<String, Integer>();
        staffing.put("principal", 5_000);
        staffing.put("siteAdministrator", 600);
        staffing.put("counselor", 300);
        staffing.put("ext:socialWorker", 900);
        staffing.put("ext:nurse", 900);
        staffing.put("ext:frontDesk", 300);
        staffing.put("ext:attendanceOfficer", 1_000);
        staffing.put("ext:schoolResourceOfficer", 1_500);
        staffing.put("ext:librarian", 1_700);
        staffing.put("ext:foodService", 160);
        staffing.put("ext:custodian", 180);
        staffing.put("aide", 75);
        return staffing;
    }

    private void write() throws IOException {
        for (var subject : SUBJECTS) {
            courses.add(row(courseId(subject), subject, DISTRICT));
        }
        courses.add(row("crs-homeroom", "Homeroom", DISTRICT));
        for (var place : PLACES) {
            school(place);
        }
        districtOffice();
        busDrivers(70);
        while (staff < 900) {
            var place = PLACES.get(chance.nextInt(PLACES.size()));
            member(staff % 3 == 0 ? "ext:substituteTeacher" : "ext:paraeducator", List.of(place.id()));
        }
        files();
    }

    private void school(Place place) {
        STAFFING.forEach((role, each) -> {
            int many = Math.max(role.equals("counselor") ? 2 : 1, Math.round((float) place.students() / each));
            for (int number = 0; number < many; number++) {
                member(role, List.of(place.id()));
            }
        });
        var teachers = new ArrayList<String>();
        int many = Math.max(9, place.students() / (place.periods() ? 20 : 21));
        for (int number = 0; number < many; number++) {
            teachers.add(member("teacher", List.of(place.id())));
        }
        var byGrade = new LinkedHashMap<String, List<String>>();
        for (int number = 0; number < place.students(); number++) {
            var grade = place.grades().get(number % place.grades().size());
            byGrade.computeIfAbsent(grade, it -> new ArrayList<>()).add(student(place, grade));
        }
        var next = new int[1];
        byGrade.forEach((grade, inGrade) -> {
            if (place.periods()) {
                for (int period = 1; period <= 6; period++) {
                    sections(
                            place,
                            grade,
                            SUBJECTS.get((period - 1 + (period > 4 ? chance.nextInt(5) : 0)) % 10),
                            period,
                            inGrade,
                            29,
                            teachers,
                            next);
                }
            } else {
                sections(place, grade, "Homeroom", 0, inGrade, 25, teachers, next);
            }
        });
    }

    private void sections(
            Place place,
            String grade,
            String subject,
            int period,
            List<String> inGrade,
            int size,
            List<String> teachers,
            int[] next) {
        var order = new ArrayList<>(inGrade);
        for (int at = order.size() - 1; at > 0; at--) {
            int other = chance.nextInt(at + 1);
            var held = order.get(at);
            order.set(at, order.get(other));
            order.set(other, held);
        }
        int sections = Math.max(1, (order.size() + size - 1) / size);
        for (int section = 0; section < sections; section++) {
            var id = "cls-%05d".formatted(classes.size() + 1);
            var title = period == 0
                    ? subject + " " + grade + " " + (char) ('A' + section)
                    : subject + " " + grade + ", period " + period + (sections > 1 ? " " + (char) ('A' + section) : "");
            classes.add(row(
                    id,
                    title,
                    grade,
                    period == 0 ? "crs-homeroom" : courseId(subject),
                    period == 0 ? "homeroom" : "scheduled",
                    place.id(),
                    period == 0 ? "ses-2026" : "ses-fall,ses-spring"));
            enroll(id, place.id(), teachers.get(next[0]++ % teachers.size()), "teacher");
            for (int at = section; at < order.size(); at += sections) {
                enroll(id, place.id(), order.get(at), "student");
            }
        }
    }

    private static String courseId(String subject) {
        return "crs-" + subject.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private void enroll(String ofClass, String school, String user, String role) {
        enrollments.add(
                row("enr-%06d".formatted(enrollments.size() + 1), ofClass, school, user, role, "2026-08-17", ""));
    }

    private String student(Place place, String grade) {
        var id = "stu-%05d".formatted(++students);
        users.add(row(id, DemoNames.given(chance), DemoNames.family(chance), grade));
        demographics.add(row(id, born(grade).toString()));
        role(id, "primary", "student", place.id());
        // A few spend part of the day at another school.
        if (place.id().equals("org-alt") && chance.nextInt(12) == 0) {
            role(id, "secondary", "student", chance.nextBoolean() ? "org-hs1" : "org-hs2");
        }
        return id;
    }

    /** Who turned five before September began kindergarten then; one in twelve is a year older than the others. */
    private LocalDate born(String grade) {
        int years = switch (grade) {
            case "PK" -> 4;
            case "KG" -> 5;
            default -> 5 + Integer.parseInt(grade);
        };
        return LocalDate.of(2026, 9, 1)
                .minusYears(years + (birthdays.nextInt(12) == 0 ? 1 : 0))
                .minusDays(1 + birthdays.nextInt(365));
    }

    private String member(String role, List<String> places) {
        var id = "stf-%04d".formatted(++staff);
        users.add(row(id, DemoNames.given(chance), DemoNames.family(chance), ""));
        for (int number = 0; number < places.size(); number++) {
            role(id, number == 0 ? "primary" : "secondary", role, places.get(number));
        }
        return id;
    }

    private void role(String user, String type, String role, String org) {
        roles.add(row("rol-%05d".formatted(roles.size() + 1), user, type, role, org));
    }

    private void districtOffice() {
        for (var role : List.of(
                "districtAdministrator",
                "ext:districtCoordinator",
                "ext:recordsOfficer",
                "systemAdministrator",
                "systemAdministrator",
                "ext:transportationManager",
                "ext:familyLiaison",
                "ext:familyLiaison",
                "ext:mckinneyVentoLiaison",
                "ext:specialEducationDirector")) {
            member(role, List.of(DISTRICT));
        }
        for (var role : List.of("ext:psychologist", "ext:speechTherapist", "ext:interpreter")) {
            for (int number = 0; number < 4; number++) {
                member(
                        role,
                        PLACES.subList(number * 3, number * 3 + 3).stream()
                                .map(Place::id)
                                .toList());
            }
        }
    }

    private void busDrivers(int many) {
        for (int number = 0; number < many; number++) {
            int first = chance.nextInt(PLACES.size());
            int second = (first + 1 + chance.nextInt(PLACES.size() - 1)) % PLACES.size();
            member(
                    "ext:busDriver",
                    List.of(PLACES.get(first).id(), PLACES.get(second).id()));
        }
    }

    private void files() throws IOException {
        file("manifest.csv", "propertyName,value", manifest(), false);
        var orgs = new ArrayList<String[]>();
        orgs.add(row(DISTRICT, "Sonora Ridge Unified School District", "district", ""));
        PLACES.forEach(place -> orgs.add(row(place.id(), place.name(), "school", DISTRICT)));
        file("orgs.csv", "name,type,parentSourcedId", orgs, true);
        file(
                "academicSessions.csv",
                "title,type,startDate,endDate,parentSourcedId,schoolYear",
                List.of(
                        row("ses-2026", "School year 2026-27", "schoolYear", "2026-08-17", "2027-05-28", "", "2027"),
                        row("ses-fall", "Fall 2026", "semester", "2026-08-17", "2026-12-18", "ses-2026", "2027"),
                        row("ses-spring", "Spring 2027", "semester", "2027-01-04", "2027-05-28", "ses-2026", "2027")),
                true);
        file("courses.csv", "title,orgSourcedId", courses, true);
        file("classes.csv", "title,grades,courseSourcedId,classType,schoolSourcedId,termSourcedIds", classes, true);
        file("users.csv", "givenName,familyName,grades", users, true);
        file("roles.csv", "userSourcedId,roleType,role,orgSourcedId", roles, true);
        file(
                "enrollments.csv",
                "classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate",
                enrollments,
                true);
        file("demographics.csv", "birthDate", demographics, true);
    }

    private static List<String[]> manifest() {
        var rows = new ArrayList<String[]>();
        rows.add(row("manifest.version", "1.0"));
        rows.add(row("oneroster.version", "1.2"));
        for (var file : List.of(
                "orgs", "academicSessions", "courses", "classes", "users", "roles", "enrollments", "demographics")) {
            rows.add(row("file." + file, "bulk"));
        }
        return rows;
    }

    private void file(String name, String header, List<String[]> rows, boolean records) throws IOException {
        try (var out = Files.newBufferedWriter(folder.resolve(name), StandardCharsets.UTF_8)) {
            out.write((records ? "sourcedId,status,dateLastModified," : "") + header + "\r\n");
            for (var row : rows) {
                var line = new StringBuilder();
                for (int place = 0; place < row.length; place++) {
                    line.append(place == 0 ? "" : ",").append(quoted(row[place]));
                    if (place == 0 && records) {
                        line.append(",active,").append(MODIFIED);
                    }
                }
                out.write(line.append("\r\n").toString());
            }
        }
    }

    private static String quoted(String cell) {
        return cell.indexOf(',') < 0 && cell.indexOf('"') < 0 ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static String[] row(String... cells) {
        return cells;
    }
}
