package org.havenward;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.havenward.access.Accounts;
import org.havenward.access.ApiTokens;
import org.havenward.access.Gate;
import org.havenward.access.Keys;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.NamesForTests;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A test's own district: Quay Middle and Harbor High, the people of {@link Person}, and three students. */
public final class Town {
    /** Long enough, and nothing to do with anyone here. */
    public static final String PASSWORD = "velvet tugboat marigold 9";

    private final ApplicationContext context;
    private final DistrictId district;
    private final Map<Person.School, SchoolId> schools = new EnumMap<>(Person.School.class);
    private final Map<Person, StaffId> staff = new EnumMap<>(Person.class);
    private final Map<Person, String> emails = new EnumMap<>(Person.class);
    private final Map<Person, String> sessions = new EnumMap<>(Person.class);
    private final Map<Person, String> tokens = new EnumMap<>(Person.class);
    private final StudentId maya;
    private final StudentId leo;
    private final StudentId ada;

    Town(ApplicationContext context) {
        this.context = context;
        var name = "Harborview " + UUID.randomUUID();
        district = bean(Districts.class).create(name, "AZ", "America/Phoenix").id();
        for (var school : Person.School.values()) {
            schools.put(school, in(() -> school(school == Person.School.QUAY ? "Quay Middle" : "Harbor High")));
        }
        maya = in(() -> NamesForTests.student(jdbc(), "Maya", "Rivera", "07", school(Person.School.QUAY)));
        leo = in(() -> NamesForTests.student(jdbc(), "Leo", "Castillo", "08", school(Person.School.QUAY)));
        ada = in(() -> NamesForTests.student(jdbc(), "Ada", "Nwosu", "10", school(Person.School.HARBOR)));
        for (var person : Person.values()) {
            staff.put(person, in(() -> settle(person)));
        }
    }

    private SchoolId school(String name) {
        var id = UUID.randomUUID();
        jdbc().sql("insert into school (district_id, id, name) values (havenward_district(), :id, :name)")
                .param("id", id)
                .param("name", name)
                .update();
        return new SchoolId(id);
    }

    private StaffId settle(Person person) {
        var accounts = bean(Accounts.class);
        var where = person.school();
        var who = bean(Directory.class)
                .addStaff(
                        person.given, person.family, person.title, where == null ? List.of() : List.of(school(where)));
        var email = (person.given + "." + person.family).toLowerCase(Locale.ROOT) + "@"
                + district.value().toString().substring(24) + ".example";
        emails.put(person, email);
        accounts.create(null, who, email);
        var role = person.role();
        if (role != null) {
            accounts.give(
                    null,
                    who,
                    new RoleAt(role, where == null || !Accounts.atSchools(role) ? null : school(where)),
                    null,
                    null);
        }
        return who;
    }

    public DistrictId district() {
        return district;
    }

    public SchoolId school(Person.School school) {
        return Objects.requireNonNull(schools.get(school));
    }

    public StaffId staff(Person person) {
        return Objects.requireNonNull(staff.get(person));
    }

    public String email(Person person) {
        return Objects.requireNonNull(emails.get(person));
    }

    /** A student of Quay Middle. */
    public StudentId maya() {
        return maya;
    }

    /** Another student of Quay Middle. */
    public StudentId leo() {
        return leo;
    }

    /** A student of Harbor High. */
    public StudentId ada() {
        return ada;
    }

    /** Someone as they are when signed in with all that their role asks for. */
    public Viewer viewer(Person person) {
        return in(() -> Objects.requireNonNull(bean(Gate.class).asOf(staff(person))));
    }

    /** Lets someone sign in with {@link #PASSWORD}. */
    public void givePassword(Person person) {
        in(() -> {
            bean(Keys.class).password(staff(person), PASSWORD);
            return true;
        });
    }

    public synchronized String session(Person person) {
        return sessions.computeIfAbsent(
                person, one -> in(() -> bean(Keys.class).session(staff(one), one.showsSecondFactor())));
    }

    synchronized String token(Person person) {
        return tokens.computeIfAbsent(person, one -> {
            var viewer = viewer(one);
            return in(() -> bean(ApiTokens.class).make(viewer, "test", 30));
        });
    }

    /** Forgets kept sessions and tokens, after a test that ended them or shifted the clock. */
    public synchronized void signInAnew() {
        sessions.clear();
        tokens.clear();
    }

    /** Runs work in one transaction of this district. */
    public <T> T in(Supplier<T> work) {
        return DistrictScope.call(
                district,
                () -> Objects.requireNonNull(bean(TransactionTemplate.class).execute(status -> work.get())));
    }

    public JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }
}
