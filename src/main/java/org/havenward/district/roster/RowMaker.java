package org.havenward.district.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.havenward.district.NameWords;
import org.havenward.district.RosterFault;
import org.havenward.platform.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Turns a row of one file into a row of its temporary table, checking each cell. A column that we do not know is left
 * alone; contact details, sign-ins, sex, and ethnicity are not kept.
 */
abstract class RowMaker {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TITLE = 500;

    final Cells cells;
    final SourceKeys keys = new SourceKeys();
    private final int idAt;
    private final int statusAt;
    private final int modifiedAt;

    private RowMaker(Cells cells) {
        this.cells = cells;
        idAt = cells.place("sourcedId");
        statusAt = cells.place("status");
        modifiedAt = cells.place("dateLastModified");
    }

    static RowMaker of(RosterFile file, Cells cells) {
        return switch (file) {
            case ORGS -> new Orgs(cells);
            case SESSIONS -> new Sessions(cells);
            case COURSES -> new Courses(cells);
            case CLASSES -> new Classes(cells);
            case USERS -> new Users(cells);
            case ROLES -> new Roles(cells);
            case ENROLLMENTS -> new Enrollments(cells);
            case DEMOGRAPHICS -> new Demographics(cells);
        };
    }

    /** Says whether the row was written: with bad cells too, so that what refers to it is not at fault for it. */
    final boolean make(BinaryRows out, boolean skipBadRows) throws InterruptedException {
        var id = cells.neededId(idAt);
        boolean gone = cells.gone(statusAt, modifiedAt);
        if (id == null) {
            return false;
        }
        if (gone) {
            if (cells.spoiled() && skipBadRows) {
                return false;
            }
            makeGone(out, id);
            return true;
        }
        read();
        if (cells.spoiled() && skipBadRows) {
            return false;
        }
        write(out, id);
        return true;
    }

    abstract void read();

    abstract void write(BinaryRows out, String id) throws InterruptedException;

    abstract void makeGone(BinaryRows out, String id) throws InterruptedException;

    final void start(BinaryRows out, int columns, String id, boolean gone) throws InterruptedException {
        out.row(columns);
        out.int4((int) cells.row());
        out.key(keys, id);
        out.bool(gone);
    }

    final void fill(BinaryRows out, int columns) {
        for (int column = 0; column < columns; column++) {
            out.nothing();
        }
    }

    private static final class Orgs extends RowMaker {
        private static final Map<String, String> TYPES =
                Cells.choices("department", "school", "district", "local", "state", "national");
        private final int nameAt = cells.place("name");
        private final int typeAt = cells.place("type");
        private final int parentAt = cells.place("parentSourcedId");
        private String name = "";
        private String type = "";
        private @Nullable String parent;

        Orgs(Cells cells) {
            super(cells);
        }

        @Override
        void read() {
            name = cells.needed(nameAt, LONGEST_NAME);
            var known = cells.choice(typeAt, TYPES, true);
            type = known == null || known.startsWith("ext:") ? "department" : known;
            parent = cells.id(parentAt);
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 8, id, false);
            out.uuid(Ids.next());
            out.text(id);
            out.text(name);
            out.text(type);
            out.key(keys, parent);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 8, id, true);
            fill(out, 5);
        }
    }

    private static final class Sessions extends RowMaker {
        private static final Map<String, String> TYPES =
                Cells.choices("gradingPeriod", "semester", "schoolYear", "term");
        private final int titleAt = cells.place("title");
        private final int typeAt = cells.place("type");
        private final int startAt = cells.place("startDate");
        private final int endAt = cells.place("endDate");
        private final int parentAt = cells.place("parentSourcedId");
        private final int yearAt = cells.place("schoolYear");
        private String title = "";
        private String type = "";
        private long starts;
        private long ends;
        private @Nullable String parent;

        Sessions(Cells cells) {
            super(cells);
        }

        @Override
        void read() {
            title = cells.needed(titleAt, LONGEST_TITLE);
            var known = cells.choice(typeAt, TYPES, true);
            type = known == null ? "term" : known;
            starts = cells.neededDate(startAt);
            ends = cells.neededDate(endAt);
            if (starts != Cells.NO_DATE && ends != Cells.NO_DATE && ends < starts) {
                cells.fault(endAt, RosterFault.ENDS_BEFORE_START, cells.text(endAt, 40));
            }
            parent = cells.id(parentAt);
            var year = cells.text(yearAt, 20);
            if (year != null && !year.matches("(19|20|21)\\d\\d")) {
                cells.fault(yearAt, RosterFault.BAD_YEAR, year);
            }
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 10, id, false);
            out.uuid(Ids.next());
            out.text(id);
            out.text(title);
            out.text(type);
            out.date(starts == Cells.NO_DATE ? 0 : starts);
            out.date(ends == Cells.NO_DATE ? 0 : ends);
            out.key(keys, parent);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 10, id, true);
            fill(out, 7);
        }
    }

    private static final class Courses extends RowMaker {
        private final int titleAt = cells.place("title");
        private final int orgAt = cells.place("orgSourcedId");
        private final int yearAt = cells.place("schoolYearSourcedId");
        private final int gradesAt = cells.place("grades");
        private String title = "";
        private @Nullable String org;
        private @Nullable String year;

        Courses(Cells cells) {
            super(cells);
        }

        @Override
        void read() {
            title = cells.needed(titleAt, LONGEST_TITLE);
            org = cells.neededId(orgAt);
            year = cells.id(yearAt);
            cells.grade(gradesAt);
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 8, id, false);
            out.uuid(Ids.next());
            out.text(id);
            out.text(title);
            out.key(keys, org);
            out.key(keys, year);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 8, id, true);
            fill(out, 5);
        }
    }

    private static final class Classes extends RowMaker {
        private static final Map<String, String> TYPES = Cells.choices("homeroom", "scheduled");
        private final int titleAt = cells.place("title");
        private final int courseAt = cells.place("courseSourcedId");
        private final int typeAt = cells.place("classType");
        private final int schoolAt = cells.place("schoolSourcedId");
        private final int termsAt = cells.place("termSourcedIds");
        private final int gradesAt = cells.place("grades");
        private String title = "";
        private @Nullable String course;
        private @Nullable String school;
        private List<String> terms = List.of();

        Classes(Cells cells) {
            super(cells);
        }

        @Override
        void read() {
            title = cells.needed(titleAt, LONGEST_TITLE);
            course = cells.neededId(courseAt);
            cells.choice(typeAt, TYPES, true);
            school = cells.neededId(schoolAt);
            terms = cells.ids(termsAt);
            if (terms.isEmpty() && !cells.spoiled()) {
                cells.fault(termsAt, RosterFault.MISSING_VALUE, null);
            }
            cells.grade(gradesAt);
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 9, id, false);
            out.uuid(Ids.next());
            out.text(id);
            out.text(title);
            out.key(keys, course);
            out.key(keys, school);
            out.keys(keys, terms);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 9, id, true);
            fill(out, 6);
        }
    }

    private static final class Users extends RowMaker {
        private final int givenAt = cells.place("givenName");
        private final int familyAt = cells.place("familyName");
        private final int usedGivenAt = usedName("preferredGivenName", "preferredFirstName");
        private final int usedFamilyAt = usedName("preferredFamilyName", "preferredLastName");
        private final int gradesAt = cells.place("grades");
        private final int enabledAt = cells.place("enabledUser");
        private final int roleAt = cells.place("role");
        private final int orgsAt = cells.place("orgSourcedIds");
        private String given = "";
        private String family = "";
        private String words = "";
        private String grade = "";
        private @Nullable String role;
        private List<String> orgs = List.of();

        Users(Cells cells) {
            super(cells);
        }

        private int usedName(String column, String other) {
            return Math.max(cells.place(column), cells.place(other));
        }

        @Override
        void read() {
            given = cells.needed(givenAt, LONGEST_NAME);
            family = cells.needed(familyAt, LONGEST_NAME);
            Set<String> found = NameWords.of(given, family);
            if (usedGivenAt >= 0 || usedFamilyAt >= 0) {
                var usedGiven = cells.text(usedGivenAt, LONGEST_NAME);
                var usedFamily = cells.text(usedFamilyAt, LONGEST_NAME);
                given = usedGiven == null ? given : usedGiven;
                family = usedFamily == null ? family : usedFamily;
                found.addAll(NameWords.of(given, family));
            }
            words = String.join(" ", found);
            grade = cells.grade(gradesAt);
            cells.yes(enabledAt);
            if (roleAt >= 0) {
                role = roleWords(cells.choice(roleAt, Roles.ROLES, true));
                orgs = cells.ids(orgsAt);
                if (orgs.isEmpty() && !"family".equals(role) && !cells.spoiled()) {
                    cells.fault(orgsAt, RosterFault.MISSING_VALUE, null);
                }
            }
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 11, id, false);
            out.uuid(Ids.next());
            out.text(id);
            out.text(given);
            out.text(family);
            out.text(grade);
            out.text(words);
            out.text(role);
            out.keys(keys, orgs);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 11, id, true);
            fill(out, 8);
        }
    }

    /** {@code student}, {@code family}, or what a member of staff is, in words: {@code ext:busDriver} is a bus driver. */
    private static @Nullable String roleWords(@Nullable String role) {
        if (role == null || role.equals("student")) {
            return role;
        }
        if (role.equals("parent") || role.equals("guardian") || role.equals("relative")) {
            return "family";
        }
        var name = role.startsWith("ext:") ? role.substring(4) : role;
        var words = new StringBuilder();
        for (var word : name.replaceAll("([a-z])([A-Z])", "$1 $2").split("[ _.-]+")) {
            if (!word.isBlank()) {
                words.append(words.isEmpty() ? "" : " ").append(word.toLowerCase(Locale.ROOT));
            }
        }
        if (words.isEmpty()) {
            return "Staff";
        }
        words.setCharAt(0, Character.toUpperCase(words.charAt(0)));
        return words.length() > 100 ? words.substring(0, 100) : words.toString();
    }

    private static final class Roles extends RowMaker {
        static final Map<String, String> ROLES = Cells.choices(
                "administrator",
                "aide",
                "counselor",
                "districtAdministrator",
                "guardian",
                "parent",
                "principal",
                "proctor",
                "relative",
                "siteAdministrator",
                "student",
                "systemAdministrator",
                "teacher");
        private static final Map<String, String> TYPES = Cells.choices("primary", "secondary");
        private final int userAt = cells.place("userSourcedId");
        private final int typeAt = cells.place("roleType");
        private final int roleAt = cells.place("role");
        private final int orgAt = cells.place("orgSourcedId");
        private final int beginAt = cells.place("beginDate");
        private final int endAt = cells.place("endDate");
        private @Nullable String user;
        private @Nullable String org;
        private @Nullable String role;
        private boolean primary;
        private long begins;
        private long ends;

        Roles(Cells cells) {
            super(cells);
        }

        @Override
        void read() {
            user = cells.neededId(userAt);
            org = cells.neededId(orgAt);
            role = roleWords(cells.choice(roleAt, ROLES, true));
            primary = typeAt >= 0 && "primary".equals(cells.choice(typeAt, TYPES, false));
            begins = cells.date(beginAt);
            ends = cells.date(endAt);
            if (begins != Cells.NO_DATE && ends != Cells.NO_DATE && ends < begins) {
                cells.fault(endAt, RosterFault.ENDS_BEFORE_START, cells.text(endAt, 40));
            }
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 9, id, false);
            out.key(keys, user);
            out.key(keys, org);
            out.text(role);
            out.bool(primary);
            out.date(begins);
            out.date(ends);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 9, id, true);
            fill(out, 6);
        }
    }

    private static final class Enrollments extends RowMaker {
        private static final Map<String, String> ROLES = Cells.choices(
                "administrator", "aide", "proctor", "student", "teacher", "guardian", "parent", "relative");
        private final int classAt = cells.place("classSourcedId");
        private final int schoolAt = cells.place("schoolSourcedId");
        private final int userAt = cells.place("userSourcedId");
        private final int roleAt = cells.place("role");
        private final int primaryAt = cells.place("primary");
        private final int beginAt = cells.place("beginDate");
        private final int endAt = cells.place("endDate");
        private @Nullable String ofClass;
        private @Nullable String school;
        private @Nullable String user;
        private int kind;
        private long begins;
        private long ends;

        Enrollments(Cells cells) {
            super(cells);
        }

        @Override
        void read() {
            ofClass = cells.neededId(classAt);
            school = cells.neededId(schoolAt);
            user = cells.neededId(userAt);
            var role = cells.choice(roleAt, ROLES, true);
            kind = "student".equals(role)
                    ? Staging.OF_STUDENT
                    : role == null || role.equals("guardian") || role.equals("parent") || role.equals("relative")
                            ? Staging.OF_OTHERS
                            : Staging.OF_STAFF;
            cells.yes(primaryAt);
            begins = cells.date(beginAt);
            ends = cells.date(endAt);
            if (begins != Cells.NO_DATE && ends != Cells.NO_DATE && ends < begins) {
                cells.fault(endAt, RosterFault.ENDS_BEFORE_START, cells.text(endAt, 40));
            }
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 9, id, false);
            out.key(keys, ofClass);
            out.key(keys, school);
            out.key(keys, user);
            out.int2(kind);
            out.date(begins);
            out.date(ends);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 9, id, true);
            fill(out, 6);
        }
    }

    /** Of all this the birth date is kept, on which the law depends; the rest is checked and forgotten. */
    private static final class Demographics extends RowMaker {
        private static final Map<String, String> SEXES = Cells.choices("male", "female", "unspecified", "other");
        private final int birthAt = cells.place("birthDate");
        private final int sexAt = cells.place("sex");
        private final List<Integer> yesOrNo = new ArrayList<>();
        private long born;

        Demographics(Cells cells) {
            super(cells);
            for (var column : List.of(
                    "americanIndianOrAlaskaNative",
                    "asian",
                    "blackOrAfricanAmerican",
                    "nativeHawaiianOrOtherPacificIslander",
                    "white",
                    "demographicRaceTwoOrMoreRaces",
                    "hispanicOrLatinoEthnicity")) {
                yesOrNo.add(cells.place(column));
            }
        }

        @Override
        void read() {
            born = cells.date(birthAt);
            if (sexAt >= 0 && cells.text(sexAt, 200) != null) {
                cells.choice(sexAt, SEXES, true);
            }
            yesOrNo.forEach(cells::yes);
        }

        @Override
        void write(BinaryRows out, String id) throws InterruptedException {
            start(out, 4, id, false);
            out.date(born);
        }

        @Override
        void makeGone(BinaryRows out, String id) throws InterruptedException {
            start(out, 4, id, true);
            fill(out, 1);
        }
    }
}
