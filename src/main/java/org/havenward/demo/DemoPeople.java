package org.havenward.demo;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.Accounts;
import org.havenward.access.Gate;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.Student;
import org.havenward.district.StudentId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is who in the fictional district: finds people in its roster, the same ones each time, and gives them accounts. */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoPeople {
    private static final String DOMAIN = "@sonoraridge.example";
    private static final Set<String> SHE = Set.of(
            "Aaliyah",
            "Abigail",
            "Aisha",
            "Alejandra",
            "Alicia",
            "Amara",
            "Amelia",
            "Ana",
            "Andrea",
            "Beatriz",
            "Bianca",
            "Camila",
            "Daniela",
            "Daisy",
            "Destiny",
            "Elena",
            "Emilia",
            "Emma",
            "Esperanza",
            "Eva",
            "Fatima",
            "Fernanda",
            "Gabriela",
            "Grace",
            "Guadalupe",
            "Hannah",
            "Inés",
            "Isabella",
            "Jasmine",
            "Josephine",
            "Juliana",
            "Kayla",
            "Laura",
            "Leticia",
            "Lily",
            "Lucía",
            "Madison",
            "María",
            "Mariana",
            "Maya",
            "Mia",
            "Mónica",
            "Naomi",
            "Natalia",
            "Nora",
            "Olivia",
            "Paulina",
            "Raquel",
            "Rosa",
            "Samantha",
            "Sara",
            "Sofía",
            "Valentina",
            "Vanessa",
            "Ximena",
            "Yesenia",
            "Zoe");
    private static final Set<String> HE = Set.of(
            "Aaron",
            "Adrián",
            "Alejandro",
            "Anthony",
            "Benjamin",
            "Brandon",
            "Caleb",
            "Carlos",
            "Connor",
            "Daniel",
            "David",
            "Diego",
            "Dylan",
            "Eduardo",
            "Elijah",
            "Enrique",
            "Ethan",
            "Francisco",
            "Héctor",
            "Henry",
            "Isaac",
            "Isaiah",
            "Ismael",
            "Jamal",
            "James",
            "Javier",
            "Jesús",
            "Joaquín",
            "John",
            "José",
            "Joshua",
            "Juan",
            "Julián",
            "Lucas",
            "Luis",
            "Manuel",
            "Mateo",
            "Matthew",
            "Miguel",
            "Nathan",
            "Noah",
            "Omar",
            "Oscar",
            "Owen",
            "Pablo",
            "Pedro",
            "Rafael",
            "Ramón",
            "Ricardo",
            "Samuel",
            "Sebastián",
            "Thomas",
            "Víctor",
            "William");

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Gate gate;
    private final org.havenward.district.Directory directory;

    private final Map<SchoolId, Map<String, List<StaffId>>> bySchool = new HashMap<>();
    private final Map<StaffId, Person> people = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Set<StudentId> told = new HashSet<>();
    private final Set<String> emails = new HashSet<>();
    private final Set<StaffId> withAccount = new HashSet<>();
    private final Map<String, Integer> turns = new HashMap<>();

    DemoPeople(JdbcClient jdbc, Accounts accounts, Gate gate, org.havenward.district.Directory directory) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.gate = gate;
        this.directory = directory;
    }

    /** @param office whether it is the district's office and not a school */
    record Place(SchoolId id, String name, boolean office, Set<String> grades) {}

    record Person(StaffId id, String given, String family) {
        String name() {
            return given + " " + family;
        }
    }

    /** Reads the roster. In a transaction of the district. */
    void meet() {
        jdbc.sql("""
                select c.id, c.name, c.kind <> 'school' as office,
                       array(select distinct s.grade from student s where s.school_id = c.id) as grades
                from school c where c.closed_at is null order by c.sourced_id
                """).query(row -> {
            places.add(new Place(
                    new SchoolId(row.getObject("id", UUID.class)),
                    row.getString("name"),
                    row.getBoolean("office"),
                    Set.of((String[]) row.getArray("grades").getArray())));
        });
        jdbc.sql("""
                select s.id, s.given_name, s.family_name, w.role, w.school_id
                from staff s join staff_school w on w.district_id = s.district_id and w.staff_id = s.id
                where s.left_at is null order by s.sourced_id, w.role
                """).query(row -> {
            var id = new StaffId(row.getObject("id", UUID.class));
            people.put(id, new Person(id, row.getString("given_name"), row.getString("family_name")));
            bySchool.computeIfAbsent(new SchoolId(row.getObject("school_id", UUID.class)), school -> new HashMap<>())
                    .computeIfAbsent(row.getString("role").toLowerCase(Locale.ROOT), role -> new ArrayList<>())
                    .add(id);
        });
    }

    List<Place> schools() {
        return places.stream().filter(place -> !place.office()).toList();
    }

    Place office() {
        return places.stream().filter(Place::office).findFirst().orElseThrow();
    }

    Person person(StaffId id) {
        return java.util.Objects.requireNonNull(people.get(id));
    }

    /** Everyone who does a kind of work at a place, in the roster's order. */
    List<StaffId> who(SchoolId place, String work) {
        return bySchool.getOrDefault(place, Map.of()).getOrDefault(title(work), List.of());
    }

    /** Coordinates the district together with the first coordinator: what one writes for all, the other approves. */
    StaffId secondCoordinator() {
        return who(office().id(), "mckinney vento liaison").getFirst();
    }

    /** Someone who does a kind of work at a school; another one each time. */
    StaffId next(SchoolId place, String work) {
        var all = who(place, work);
        if (all.isEmpty()) {
            all = who(place, "teacher");
        }
        var turn = turns.merge(place.value() + work, 1, Integer::sum) - 1;
        return all.get(turn % all.size());
    }

    /** What the roster calls a kind of work that a story names. */
    private static String title(String work) {
        return switch (work) {
            case "coach" -> "teacher";
            case "school secretary" -> "front desk";
            case "security" -> "school resource officer";
            case "assistant principal" -> "site administrator";
            case "school administrator" -> "principal";
            default -> work;
        };
    }

    /** Gives someone an account where they have none, and roles. In a transaction of the district. */
    String account(StaffId staff, RoleAt... roles) {
        var email = "";
        if (withAccount.add(staff)) {
            var person = person(staff);
            var plain = plain(person.given()) + "." + plain(person.family());
            email = plain + DOMAIN;
            for (int number = 2; !emails.add(email); number++) {
                email = plain + number + DOMAIN;
            }
            accounts.create(null, staff, email);
        }
        for (var role : roles) {
            accounts.give(null, staff, role, null, null);
        }
        return email;
    }

    void give(StaffId staff, Role role, @Nullable SchoolId school) {
        account(staff, new RoleAt(role, school));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", "");
    }

    Viewer as(StaffId staff) {
        var viewer = gate.asOf(staff);
        if (viewer == null) {
            throw new IllegalStateException("No account: " + staff.value());
        }
        return viewer;
    }

    /**
     * A student for a story: of a school that has the grades, each student in one story only. An adult of a story was one
     * before it began; whoever is not, is none to this day.
     */
    Student student(Story story, Place school, LocalDate today) {
        var grades = grades(story);
        var ids = jdbc.sql("""
                select s.id, s.given_name from student s
                where s.school_id = :school and s.grade = any(:grades) and s.left_at is null
                    and case when :adult then s.born_on <= :longAgo else s.born_on > :eighteenYearsAgo end
                order by md5(s.sourced_id || :story)
                """)
                .param("school", school.id().value())
                .param("grades", grades.toArray(String[]::new))
                .param("story", story.key())
                .param("adult", story.adult())
                .param("eighteenYearsAgo", today.minusYears(18))
                .param("longAgo", today.minusYears(18).minusDays(40))
                .query((row, number) ->
                        Map.entry(new StudentId(row.getObject("id", UUID.class)), row.getString("given_name")))
                .list();
        var fitting = ids.stream()
                .filter(student -> !told.contains(student.getKey()))
                .filter(student -> fits(story, student.getValue()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No student for " + story.key()))
                .getKey();
        told.add(fitting);
        return directory.student(fitting).orElseThrow();
    }

    private static boolean fits(Story story, String givenName) {
        if ("she".equals(story.pronoun())) {
            return SHE.contains(givenName);
        }
        return !"he".equals(story.pronoun()) || HE.contains(givenName);
    }

    /** The school's year by year: from the first to the last grade of a story. */
    static Set<String> grades(Story story) {
        var order = List.of("PK", "KG", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12");
        var from = order.indexOf(story.grades().getFirst());
        var to = order.indexOf(story.grades().getLast());
        return new HashSet<>(order.subList(from, to + 1));
    }
}
