package org.havenward.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.havenward.access.Accounts;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.NameWords;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Ids;
import org.havenward.platform.KeyId;
import org.havenward.platform.OwnerAccess;
import org.havenward.platform.Vault;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A large district with five years of concerns in it, written by COPY: most were decided, a few thousand wait, are being
 * looked at, or ask for more. The product reads every row as one of its own; only the data keys are fewer, one for each
 * school, and the log has no entries about what was done.
 */
final class BigDistrict {
    static final String COUNSELOR = "ortiz@bench.example";
    static final String COORDINATOR = "hale@bench.example";

    private static final int MOST_SCHOOLS = 500;
    private static final int STUDENTS_OF_A_SCHOOL = 2_000;
    private static final int MOST_WAITING = 4_000;
    private static final Duration YEARS = Duration.ofDays(5 * 365L);
    private static final String NARRATIVE =
            "The student got a call, went quiet, and asked to leave early. A car was waiting that waited last Thursday as"
                    + " well. The student has had a second phone since October and sleeps through most of the morning. I did"
                    + " not ask about it. This is what I saw on day %d.";

    private final ConfigurableApplicationContext house;
    private final int students;
    private final int concerns;
    private final SplittableRandom chance = new SplittableRandom(11);
    private final FictionalNames names = new FictionalNames(chance);
    private final Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    private final Set<String> words = new HashSet<>();
    private final List<UUID> schools = new ArrayList<>();
    private final List<KeyId> keys = new ArrayList<>();
    private final List<UUID> counselors = new ArrayList<>();
    private final List<UUID> staff = new ArrayList<>();
    private final long[] studentHigh;
    private final long[] studentLow;

    BigDistrict(ConfigurableApplicationContext house, int students, int concerns) {
        this.house = house;
        this.students = students;
        this.concerns = concerns;
        studentHigh = new long[students];
        studentLow = new long[students];
    }

    void fill() throws SQLException {
        var district = house.getBean(Districts.class)
                .create("Bench District", "AZ", "America/Phoenix")
                .id();
        try (var connection = OwnerAccess.owner(house).getConnection()) {
            connection.setAutoCommit(false);
            schools(connection, district);
            staff(connection, district);
            connection.commit();
            people(district);
            students(connection, district);
            clues(connection, district);
            connection.commit();
            BenchHouse.inTransaction(house, district, () -> {
                schools.forEach(school -> keys.add(house.getBean(Vault.class).newKey()));
                return true;
            });
            concerns(district);
            connection.commit();
            connection.setAutoCommit(true);
            long begun = System.nanoTime();
            try (var statement = connection.createStatement()) {
                statement.execute("vacuum (analyze)");
            }
            say("vacuum and analyze", 0, begun);
        }
    }

    private void schools(Connection connection, DistrictId district) throws SQLException {
        int many = Math.clamp(students / STUDENTS_OF_A_SCHOOL, 2, MOST_SCHOOLS);
        try (var copy = new CopyIn(connection, "school (district_id, id, sourced_id, name)")) {
            for (int number = 0; number < many; number++) {
                var id = Ids.next();
                schools.add(id);
                copy.row(district.value(), id, "school-" + number, names.family() + " School " + (number + 1));
            }
            copy.finish();
        }
    }

    private void staff(Connection connection, DistrictId district) throws SQLException {
        long begun = System.nanoTime();
        int many = Math.max(students / 100 * 15, schools.size());
        var family = new String[many];
        var given = new String[many];
        try (var copy = new CopyIn(connection, "staff (district_id, id, given_name, family_name, title)")) {
            for (int number = 0; number < many; number++) {
                var id = Ids.next();
                staff.add(id);
                given[number] = names.given();
                family[number] = names.family();
                copy.row(district.value(), id, given[number], family[number], "Teacher");
            }
            copy.finish();
        }
        try (var copy = new CopyIn(connection, "staff_school (district_id, staff_id, school_id, role)")) {
            for (int number = 0; number < many; number++) {
                copy.row(district.value(), staff.get(number), schoolOf(number), "teacher");
            }
            copy.finish();
        }
        try (var copy = new CopyIn(connection, "staff_name (district_id, word, school_id, staff_id)")) {
            for (int number = 0; number < many; number++) {
                for (var word : NameWords.of(given[number], family[number])) {
                    words.add(word);
                    copy.row(district.value(), word, schoolOf(number), staff.get(number));
                }
            }
            copy.finish();
        }
        say("staff", many, begun);
    }

    private UUID schoolOf(int person) {
        return schools.get(person % schools.size());
    }

    /** A counselor at each school, and the district's coordinator. Those who sign in get their passwords later. */
    private void people(DistrictId district) {
        long begun = System.nanoTime();
        BenchHouse.inTransaction(house, district, () -> {
            for (int number = 0; number < schools.size(); number++) {
                var email = number == 0 ? COUNSELOR : "counselor" + number + "@bench.example";
                counselors.add(person("Counselor", email, schools.get(number), Role.DESIGNATED_COUNSELOR));
            }
            person("Coordinator", COORDINATOR, null, Role.DISTRICT_COORDINATOR);
            return true;
        });
        say("counselors", schools.size(), begun);
    }

    private UUID person(String title, String email, @org.jspecify.annotations.Nullable UUID school, Role role) {
        var at = new SchoolId(school == null ? schools.getFirst() : school);
        var id = house.getBean(Directory.class).addStaff(names.given(), names.family(), title, Set.of(at));
        var accounts = house.getBean(Accounts.class);
        accounts.create(null, id, email);
        accounts.give(null, id, new RoleAt(role, school == null ? null : at), null, null);
        return id.value();
    }

    private void students(Connection connection, DistrictId district) throws SQLException {
        long begun = System.nanoTime();
        var perWord = new HashMap<String, List<Integer>>();
        try (var copy = new CopyIn(
                connection,
                "student (district_id, id, sourced_id, sourced_key, given_name, family_name, grade, school_id, role_key)")) {
            for (int number = 0; number < students; number++) {
                var id = Ids.next();
                studentHigh[number] = id.getMostSignificantBits();
                studentLow[number] = id.getLeastSignificantBits();
                var given = names.given();
                var family = names.family();
                for (var word : NameWords.of(given, family)) {
                    perWord.computeIfAbsent(word, first -> new ArrayList<>()).add(number);
                }
                copy.row(
                        district.value(),
                        id,
                        "student-" + number,
                        UUID.nameUUIDFromBytes(("student-" + number).getBytes(StandardCharsets.UTF_8)),
                        given,
                        family,
                        "%02d".formatted(1 + number % 12),
                        schoolOf(number),
                        Ids.next());
            }
            copy.finish();
        }
        say("students", students, begun);
        begun = System.nanoTime();
        int rows = 0;
        try (var copy = new CopyIn(connection, "student_name (district_id, word, school_id, student_id)")) {
            for (var entry : perWord.entrySet()) {
                words.add(entry.getKey());
                for (var number : entry.getValue()) {
                    copy.row(district.value(), entry.getKey(), schoolOf(number), student(number));
                    rows++;
                }
            }
            copy.finish();
        }
        say("words of students' names", rows, begun);
    }

    private UUID student(int number) {
        return new UUID(studentHigh[number], studentLow[number]);
    }

    /** The accounts' own names left their clues already. */
    private void clues(Connection connection, DistrictId district) throws SQLException {
        long begun = System.nanoTime();
        int rows = 0;
        try (var statement = connection.createStatement()) {
            statement.execute("create temporary table clue_to_come (clue text, word text) on commit drop");
            try (var copy = new CopyIn(connection, "clue_to_come")) {
                for (var word : words) {
                    for (var clue : NameWords.clues(word)) {
                        copy.row(clue, word);
                    }
                }
                copy.finish();
            }
            rows = statement.executeUpdate("insert into name_clue (district_id, clue, word) select '" + district.value()
                    + "', clue, word from clue_to_come order by clue collate \"C\", word collate \"C\" on conflict do nothing");
        }
        say("clues to " + words.size() + " words", rows, begun);
    }

    private void concerns(DistrictId district) throws SQLException {
        long begun = System.nanoTime();
        var written = BenchHouse.inTransaction(house, district, () -> {
            try (var files = new ConcernRows(OwnerAccess.owner(house), district, house.getBean(Vault.class))) {
                writeAll(files);
                files.finish();
                return files.rows();
            } catch (SQLException problem) {
                throw new IllegalStateException(problem);
            }
        });
        written.forEach((table, rows) -> say(table, rows, begun));
    }

    /** The latest are the open ones, in a random order of where they stand. */
    private void writeAll(ConcernRows files) throws SQLException {
        int waiting = Math.clamp(concerns / 20, 1, MOST_WAITING);
        int lookedAt = waiting / 2;
        int asked = waiting / 4;
        int open = Math.min(concerns, waiting + lookedAt + asked);
        for (int number = 0; number < concerns; number++) {
            int left = concerns - number;
            int student = chance.nextInt(students);
            int school = student % schools.size();
            var received = now.minus(YEARS.multipliedBy(left).dividedBy(concerns)).minusSeconds(600);
            int stands = left > open ? -1 : chance.nextInt(open);
            var status = stands < 0
                    ? "ROUTED"
                    : stands < waiting ? "WAITING" : stands < waiting + lookedAt ? "BEING_LOOKED_AT" : "MORE_ASKED";
            files.add(new ConcernRows.Concern(
                    number,
                    schools.get(school),
                    number % 10 == 9 ? null : student(student),
                    keys.get(school),
                    new StaffId(staff.get((school + schools.size() * chance.nextInt(8)) % staff.size())),
                    counselors.get(school),
                    received,
                    chance.nextInt(33) == 0,
                    status,
                    // Of those that wait, some are late: everyone was told of them. The others' time is still to come.
                    chance.nextInt(3) == 0,
                    NARRATIVE.formatted(number),
                    chance.nextInt(100) == 0 ? staff.get(chance.nextInt(staff.size())) : null,
                    number % 997 == 0 ? counselors.getFirst() : null));
        }
    }

    private static void say(String what, int rows, long begun) {
        System.out.println("  %-28s %,12d rows %8.1f s"
                .formatted(what, rows, (System.nanoTime() - begun) / 1e9)
                .formatted(Locale.US));
    }

    /** Rows of concerns, with their texts, steps, and standings. */
    static final class ConcernRows implements AutoCloseable {
        private static final List<String> TABLES = List.of(
                "concern (district_id, id, school_id, student_id, key_id, reporter, description, observed_at, received_at,"
                        + " urgency, status, waiting_since, acknowledge_by, backup_at, coordinator_at, backup_told_at,"
                        + " coordinator_told_at, escalate_at, acknowledged_by, acknowledged_at, decided_by, decided_at, version)",
                "concern_text (district_id, concern_id, id, kind, words, by_staff, at)",
                "concern_step (district_id, concern_id, id, step, by_staff, at, to_status, code, refers_to)",
                "record_standing (district_id, kind, record_id, staff_id, standing)",
                "record_exclusion (district_id, id, kind, record_id, staff_id, excluded_by, excluded_at)");
        private static final int AT_ONCE = 20_000;

        private final Connection connection;
        private final UUID district;
        private final Vault vault;
        private final List<List<Object[]>> waiting = new ArrayList<>();
        private final Map<String, Integer> rows = new java.util.LinkedHashMap<>();
        private int added;

        record Concern(
                int number,
                UUID school,
                @org.jspecify.annotations.Nullable UUID student,
                KeyId key,
                StaffId reporter,
                UUID counselor,
                Instant received,
                boolean urgent,
                String status,
                boolean late,
                String narrative,
                @org.jspecify.annotations.Nullable UUID named,
                @org.jspecify.annotations.Nullable UUID alsoNamed) {}

        ConcernRows(javax.sql.DataSource owner, DistrictId district, Vault vault) throws SQLException {
            connection = owner.getConnection();
            connection.setAutoCommit(false);
            this.district = district.value();
            this.vault = vault;
            TABLES.forEach(table -> waiting.add(new ArrayList<>()));
        }

        Map<String, Integer> rows() {
            return rows;
        }

        void add(Concern one) throws SQLException {
            var id = idAt(one.received(), one.number());
            boolean waits = one.status().equals("WAITING");
            boolean decided = one.status().equals("ROUTED");
            boolean told = one.urgent() || one.late();
            var due = waits && !one.late()
                    ? Instant.now().plus(Duration.ofDays(2)).plusSeconds(one.number() % 3600)
                    : one.received().plus(Duration.ofHours(2));
            var acknowledged = waits ? null : one.received().plus(Duration.ofMinutes(3 + one.number() % 90));
            var decidedAt = decided ? one.received().plus(Duration.ofMinutes(100 + one.number() % 2000)) : null;
            put(0, district, id, one.school(), one.student(), one.key().value(), one.reporter().value(),
                    one.student() == null
                            ? vault.seal(one.key(), "concern.description/" + id, "Eighth grade, blue backpack, bus 12")
                            : null,
                    one.received().minusSeconds(3600), one.received(), one.urgent() ? 0 : 1, one.status(), one.received(), due,
                    due.plusSeconds(3600), due.plusSeconds(7200), waits && told ? one.received() : null,
                    waits && told ? one.received() : null, waits && !told ? due.plusSeconds(3600) : null,
                    acknowledged == null ? null : one.counselor(), acknowledged, decided ? one.counselor() : null, decidedAt,
                    decided ? 2 : waits ? 0 : 1);
            text(id, one, "NARRATIVE", one.narrative(), one.reporter().value(), one.received());
            put(3, district, "CONCERN", id, one.reporter().value(), "REPORTER");
            if (acknowledged != null) {
                put(2, district, id, Ids.next(), "ACKNOWLEDGED", one.counselor(), acknowledged, "BEING_LOOKED_AT", null, null);
            }
            if (one.status().equals("MORE_ASKED")) {
                var question = text(id, one, "QUESTION", "On which day was it?", one.counselor(), acknowledged);
                put(2, district, id, Ids.next(), "MORE_ASKED", one.counselor(), acknowledged, "MORE_ASKED", null, question);
            }
            if (decidedAt != null) {
                var reason = text(id, one, "REASON", "The attendance office looks into it.", one.counselor(), decidedAt);
                put(2, district, id, Ids.next(), "ROUTED", one.counselor(), decidedAt, "ROUTED", "STUDENT_SUPPORT", reason);
            }
            for (var who : new java.util.LinkedHashSet<>(java.util.Arrays.asList(one.named(), one.alsoNamed()))) {
                if (who != null) {
                    put(4, district, Ids.next(), "CONCERN", id, who, one.reporter().value(), one.received());
                }
            }
            if (++added % AT_ONCE == 0) {
                flush();
            }
        }

        private UUID text(UUID id, Concern one, String kind, String words, UUID by, @org.jspecify.annotations.Nullable Instant at) {
            var text = Ids.next();
            put(1, district, id, text, kind, vault.seal(one.key(), "concern.text/" + text, words), by, Objects.requireNonNull(at));
            return text;
        }

        private void put(int table, @org.jspecify.annotations.Nullable Object... values) {
            waiting.get(table).add(values);
        }

        private void flush() throws SQLException {
            for (int table = 0; table < TABLES.size(); table++) {
                try (var copy = new CopyIn(connection, TABLES.get(table))) {
                    for (var values : waiting.get(table)) {
                        copy.row(values);
                    }
                    copy.finish();
                }
                var name = TABLES.get(table).substring(0, TABLES.get(table).indexOf(' '));
                rows.merge(name, waiting.get(table).size(), Integer::sum);
                waiting.get(table).clear();
            }
        }

        void finish() throws SQLException {
            flush();
            connection.commit();
        }

        /** UUID version 7 for a time of its own. */
        private static UUID idAt(Instant at, int number) {
            long high = at.toEpochMilli() << 16 | 7L << 12 | number & 0xfff;
            long mixed = (number + 1L) * 0x9E3779B97F4A7C15L;
            return new UUID(high, mixed >>> 2 | 1L << 63);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
