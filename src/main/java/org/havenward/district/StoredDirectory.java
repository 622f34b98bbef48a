package org.havenward.district;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havenward.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class StoredDirectory implements Directory {
    private static final String SELECT_STUDENT = """
            select s.id, s.given_name, s.family_name, s.grade, s.school_id, c.name as school_name, s.left_at is null as enrolled
            from student s join school c on c.id = s.school_id
            """;

    /** Only schools: who works for a district office or a department works at no school. */
    private static final String SELECT_STAFF = """
            select s.id, s.given_name, s.family_name, s.title, s.left_at is null as active,
                   array(select distinct w.school_id from staff_school w join school c on c.id = w.school_id
                         where w.staff_id = s.id and c.kind = 'school') as schools
            from staff s
            """;

    private static final String SELECT_CLASS = """
            select c.id, c.title, c.school_id,
                   (select count(distinct e.student_id) from enrollment e where e.class_id = c.id and %s) as students
            from class c
            """.formatted(current("e"));

    private final JdbcClient jdbc;
    private final PeopleSearch search;
    private final SchoolCalendar calendar;

    StoredDirectory(JdbcClient jdbc, PeopleSearch search, SchoolCalendar calendar) {
        this.jdbc = jdbc;
        this.search = search;
        this.calendar = calendar;
    }

    @Override
    @Transactional(readOnly = true)
    public List<School> schools() {
        return jdbc.sql(
                        "select id, name, closed_at is null as open from school where kind = 'school' order by name, id")
                .query(this::readSchool)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<School> school(SchoolId id) {
        return jdbc.sql("select id, name, closed_at is null as open from school where id = :id and kind = 'school'")
                .param("id", id.value())
                .query(this::readSchool)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<SchoolId, String> placeNames() {
        return jdbc
                .sql("select id, name from school")
                .query((row, number) -> Map.entry(new SchoolId(row.getObject("id", UUID.class)), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Student> student(StudentId id) {
        return jdbc.sql(SELECT_STUDENT + " where s.id = :id")
                .param("id", id.value())
                .query(this::readStudent)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<LocalDate> bornOn(StudentId id) {
        return jdbc.sql("select born_on from student where id = :id and born_on is not null")
                .param("id", id.value())
                .query(LocalDate.class)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<StudentId, Student> students(Collection<StudentId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT_STUDENT + " where s.id = any(:ids::uuid[])")
                .param("ids", ids.stream().map(StudentId::value).toArray(UUID[]::new))
                .query(this::readStudent)
                .list()
                .stream()
                .collect(Collectors.toMap(Student::id, Function.identity()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Student> findStudents(String words, Collection<SchoolId> schools, int limit) {
        var wanted = new HashSet<>(schools);
        boolean everywhere = wanted.containsAll(allSchools());
        var ids = wanted.stream().map(SchoolId::value).toList();
        var found = nearness(search.find(PeopleSearch.Kind.STUDENT, words, ids, everywhere, limit));
        var students = students(found.keySet().stream().map(StudentId::new).toList());
        return students.values().stream()
                .map(student -> wanted.contains(student.school()) ? student : seenFrom(student, wanted))
                .sorted(Comparator.comparingDouble((Student student) ->
                                -found.getOrDefault(student.id().value(), 0d))
                        .thenComparing(student -> !student.enrolled())
                        .thenComparing(Student::name)
                        .thenComparing(student -> student.id().value()))
                .limit(limit)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<StaffMember> staff(StaffId id) {
        return jdbc.sql(SELECT_STAFF + " where s.id = :id")
                .param("id", id.value())
                .query(this::readStaff)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<StaffId, StaffMember> staff(Collection<StaffId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql(SELECT_STAFF + " where s.id = any(:ids::uuid[])")
                .param("ids", ids.stream().map(StaffId::value).toArray(UUID[]::new))
                .query(this::readStaff)
                .list()
                .stream()
                .collect(Collectors.toMap(StaffMember::id, Function.identity()));
    }

    @Override
    @Transactional(readOnly = true)
    public List<StaffMember> findStaff(String words, Collection<SchoolId> schools, int limit) {
        // Who works at the district's office works for every school.
        var places = jdbc.sql("select id from school where kind <> 'school'")
                .query(UUID.class)
                .list();
        var ids = new HashSet<>(places);
        schools.forEach(school -> ids.add(school.value()));
        boolean everywhere = new HashSet<>(schools).containsAll(allSchools());
        var found = nearness(search.find(PeopleSearch.Kind.STAFF, words, ids, everywhere, limit));
        return staff(found.keySet().stream().map(StaffId::new).toList()).values().stream()
                .filter(StaffMember::active)
                .sorted(Comparator.comparingDouble((StaffMember member) ->
                                -found.getOrDefault(member.id().value(), 0d))
                        .thenComparing(StaffMember::name)
                        .thenComparing(member -> member.id().value()))
                .limit(limit)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<SchoolClass> classesOf(StaffId teacher) {
        return jdbc.sql(SELECT_CLASS + """
                         where c.closed_at is null
                           and coalesce(c.ends, 'infinity') >= :today
                           and exists (select from class_staff t
                                       where t.class_id = c.id and t.staff_id = :staff and %s)
                         order by c.title, c.id
                        """.formatted(current("t")))
                .param("staff", teacher.value())
                .param("today", calendar.today())
                .query(this::readClass)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<SchoolClass> schoolClass(ClassId id) {
        return jdbc.sql(SELECT_CLASS + " where c.id = :id")
                .param("id", id.value())
                .param("today", calendar.today())
                .query(this::readClass)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Student> studentsIn(ClassId id) {
        return jdbc.sql(SELECT_STUDENT + """
                         where s.left_at is null
                           and s.id in (select e.student_id from enrollment e where e.class_id = :id and %s)
                         order by s.family_name, s.given_name, s.id
                        """.formatted(current("e")))
                .param("id", id.value())
                .param("today", calendar.today())
                .query(this::readStudent)
                .list();
    }

    @Override
    @Transactional
    public StaffId addStaff(String givenName, String familyName, String title, Collection<SchoolId> schools) {
        var id = Ids.next();
        jdbc.sql("""
                        insert into staff (district_id, id, given_name, family_name, title)
                        values (havenward_district(), :id, :given, :family, :title)
                        """)
                .param("id", id)
                .param("given", givenName.strip())
                .param("family", familyName.strip())
                .param("title", title.strip())
                .update();
        var places = schools.isEmpty()
                ? jdbc.sql("select id from school where kind = 'district' order by id limit 1")
                        .query(UUID.class)
                        .list()
                : schools.stream().map(SchoolId::value).distinct().toList();
        for (var place : places) {
            jdbc.sql("""
                            insert into staff_school (district_id, staff_id, school_id, role)
                            values (havenward_district(), :staff, :school, :role)
                            """)
                    .param("staff", id)
                    .param("school", place)
                    .param("role", title.strip())
                    .update();
        }
        for (var word : NameWords.of(givenName, familyName)) {
            rememberWord(word);
            for (var place : places) {
                jdbc.sql("""
                                insert into staff_name (district_id, word, school_id, staff_id)
                                values (havenward_district(), :word, :school, :staff)
                                """)
                        .param("word", word)
                        .param("school", place)
                        .param("staff", id)
                        .update();
            }
        }
        return new StaffId(id);
    }

    private void rememberWord(String word) {
        jdbc.sql("""
                        insert into name_clue (district_id, clue, word)
                        select havenward_district(), clue, :word from unnest(:clues) clue
                        on conflict do nothing
                        """)
                .param("word", word)
                .param("clues", NameWords.clues(word).toArray(String[]::new))
                .update();
    }

    private Set<SchoolId> allSchools() {
        return schools().stream().map(School::id).collect(Collectors.toSet());
    }

    /** A student of two schools, found from the second one. */
    private Student seenFrom(Student student, Set<SchoolId> schools) {
        return jdbc.sql("""
                        select c.id, c.name from student_school s join school c on c.id = s.school_id
                        where s.student_id = :student and s.school_id = any(:schools::uuid[])
                        order by c.name limit 1
                        """)
                .param("student", student.id().value())
                .param("schools", schools.stream().map(SchoolId::value).toArray(UUID[]::new))
                .query((row, number) -> new Student(
                        student.id(),
                        student.name(),
                        student.grade(),
                        new SchoolId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        student.enrolled()))
                .optional()
                .orElse(student);
    }

    private static Map<UUID, Double> nearness(List<PeopleSearch.Found> found) {
        var nearness = new LinkedHashMap<UUID, Double>();
        found.forEach(person -> nearness.put(person.id(), person.nearness()));
        return nearness;
    }

    /** Counts on the day {@code :today}. */
    private static String current(String alias) {
        return "(%1$s.begins is null or %1$s.begins <= :today) and (%1$s.ends is null or %1$s.ends >= :today)"
                .formatted(alias);
    }

    private School readSchool(ResultSet row, int number) throws SQLException {
        return new School(new SchoolId(row.getObject("id", UUID.class)), row.getString("name"), row.getBoolean("open"));
    }

    private Student readStudent(ResultSet row, int number) throws SQLException {
        return new Student(
                new StudentId(row.getObject("id", UUID.class)),
                fullName(row),
                row.getString("grade"),
                new SchoolId(row.getObject("school_id", UUID.class)),
                row.getString("school_name"),
                row.getBoolean("enrolled"));
    }

    private StaffMember readStaff(ResultSet row, int number) throws SQLException {
        var schools = (UUID[]) row.getArray("schools").getArray();
        return new StaffMember(
                new StaffId(row.getObject("id", UUID.class)),
                fullName(row),
                row.getString("title"),
                Arrays.stream(schools).map(SchoolId::new).collect(Collectors.toUnmodifiableSet()),
                row.getBoolean("active"));
    }

    private SchoolClass readClass(ResultSet row, int number) throws SQLException {
        return new SchoolClass(
                new ClassId(row.getObject("id", UUID.class)),
                row.getString("title"),
                new SchoolId(row.getObject("school_id", UUID.class)),
                row.getInt("students"));
    }

    private static String fullName(ResultSet row) throws SQLException {
        return (row.getString("given_name") + " " + row.getString("family_name")).strip();
    }
}
