package org.havenward.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.apache.commons.codec.binary.Base32;
import org.havenward.access.FixedSignIns;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.demo.DemoPeople.Place;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Who can sign in to the fictional district: the same people, passwords, and codes wherever it is made. */
@Component
@ConditionalOnProperty(name = "havenward.demo", havingValue = "true")
class DemoSignIns {
    private static final List<String> WORDS = List.of(
            "amber", "anchor", "apple", "aspen", "autumn", "basket", "beacon", "birch", "breeze", "bridge", "canyon",
            "cedar", "cherry", "cloud", "clover", "copper", "coral", "cotton", "desert", "doorway", "falcon", "feather",
            "fern", "garden", "ginger", "granite", "harbor", "hazel", "hickory", "island", "ivory", "jasper", "juniper",
            "lantern", "lemon", "linen", "maple", "meadow", "mirror", "mosaic", "nectar", "olive", "orchard", "pebble",
            "pepper", "pine", "plateau", "prairie", "quartz", "quilt", "river", "saddle", "saffron", "silver",
            "sparrow", "spruce", "summit", "sunrise", "thistle", "timber", "valley", "velvet", "willow", "window");

    private final DemoPeople people;
    private final FixedSignIns signIns;
    private final Path file;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Visitor> made = new ArrayList<>();

    DemoSignIns(DemoPeople people, FixedSignIns signIns, Settings settings) {
        this.people = people;
        this.signIns = signIns;
        this.file = settings.data().resolve("demo-sign-ins.json");
    }

    /** One line of {@code demo-sign-ins.json}. */
    record SignIn(
            String name,
            String email,
            String password,
            @Nullable String totpSecret,
            String role,
            String school,
            String token) {}

    private record Visitor(StaffId staff, String language, SignIn signIn) {}

    /** Gives everyone their account and roles, and notes whom a visitor plays. In the district's transaction. */
    void open() {
        var office = people.office();
        var coordinator = people.next(office.id(), "district coordinator");
        visitor(coordinator, "district coordinator", office, "en", new RoleAt(Role.DISTRICT_COORDINATOR, null));
        visitor(
                people.secondCoordinator(),
                "district coordinator",
                office,
                "en",
                new RoleAt(Role.DISTRICT_COORDINATOR, null));
        visitor(
                people.next(office.id(), "records officer"),
                "records officer",
                office,
                "en",
                new RoleAt(Role.RECORDS_OFFICER, null));
        visitor(
                people.next(office.id(), "system administrator"),
                "system administrator",
                office,
                "en",
                new RoleAt(Role.SYSTEM_ADMINISTRATOR, null));
        for (var school : people.schools()) {
            if (isPlayed(school)) {
                visitors(school);
            } else {
                others(school);
            }
        }
    }

    private static boolean isPlayed(Place school) {
        return school.name().startsWith("Ocotillo")
                || school.name().startsWith("San Tom")
                || school.name().startsWith("Cottonwood");
    }

    private void visitors(Place school) {
        var at = school.id();
        var counselors = people.who(at, "counselor");
        visitor(counselors.get(0), "designated counselor", school, "en", new RoleAt(Role.DESIGNATED_COUNSELOR, at));
        visitor(counselors.get(1), "backup counselor", school, "en", new RoleAt(Role.BACKUP_COUNSELOR, at));
        visitor(
                first(at, "principal"),
                "school administrator",
                school,
                "en",
                new RoleAt(Role.SCHOOL_ADMINISTRATOR, at));
        for (var work : List.of("nurse", "social worker", "attendance officer")) {
            visitor(first(at, work), "response team member", school, "en", new RoleAt(Role.RESPONSE_TEAM_MEMBER, at));
        }
        people.give(first(at, "site administrator"), Role.RESPONSE_TEAM_MEMBER, at);
        visitor(first(at, "teacher"), "staff member", school, "en");
        visitor(people.who(at, "teacher").get(1), "staff member", school, "es");
        visitor(first(at, "front desk"), "staff member", school, "en");
        visitor(first(at, "bus driver"), "staff member", school, "en");
    }

    /** At the other schools people work, and nobody plays them. */
    private void others(Place school) {
        var at = school.id();
        var counselors = people.who(at, "counselor");
        people.give(counselors.get(0), Role.DESIGNATED_COUNSELOR, at);
        people.give(counselors.get(1), Role.BACKUP_COUNSELOR, at);
        people.give(first(at, "principal"), Role.SCHOOL_ADMINISTRATOR, at);
        for (var work : List.of("nurse", "social worker", "attendance officer", "assistant principal")) {
            people.give(first(at, work), Role.RESPONSE_TEAM_MEMBER, at);
        }
    }

    StaffId first(SchoolId school, String work) {
        return people.who(school, work).getFirst();
    }

    private void visitor(StaffId staff, String role, Place place, String language, RoleAt... roles) {
        var email = people.account(staff, roles);
        if (email.isEmpty()) {
            return;
        }
        var needsSecond = List.of(roles).stream().anyMatch(held -> held.role().needsSecondFactor());
        var secret = needsSecond ? new Base32().encodeToString(chance("totp", email, 20)) : null;
        var token = FixedSignIns.token(HexFormat.of().formatHex(chance("token", email, 24)));
        made.add(new Visitor(
                staff,
                language,
                new SignIn(people.person(staff).name(), email, password(email), secret, role, place.name(), token)));
    }

    /** Sets passwords, second factors, and tokens: now, since a token lasts no longer than a year. */
    void set() {
        made.forEach(one -> signIns.set(
                one.staff(),
                one.signIn().password(),
                one.signIn().totpSecret(),
                one.signIn().token(),
                one.language()));
    }

    private static String password(String email) {
        var bytes = ByteBuffer.wrap(chance("password", email, 32));
        var words = new StringJoiner("-");
        for (int number = 0; number < 5; number++) {
            words.add(WORDS.get(bytes.get() & 63));
        }
        return words.toString() + "-" + (1000 + Math.floorMod(bytes.getInt(), 9000));
    }

    /** The same bytes for the same person, everywhere. */
    private static byte[] chance(String purpose, String email, int length) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(("havenward demo 1/" + purpose + "/" + email).getBytes(StandardCharsets.UTF_8));
            return java.util.Arrays.copyOf(hash, length);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean exist() {
        return Files.exists(file);
    }

    /** Written last: where the file is, the demo is whole. */
    void write() {
        try {
            Files.writeString(
                    file,
                    json.writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(
                                            made.stream().map(Visitor::signIn).toList())
                            + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SignIn> read() {
        return json.readValue(file.toFile(), new TypeReference<List<SignIn>>() {});
    }

    /** The sign-ins as a table for a terminal. */
    String table() {
        var out = new StringBuilder();
        out.append("%-21s %-24s %-46s %-34s %s%n"
                .formatted("role", "school", "e-mail", "password", "second factor (TOTP secret)"));
        for (var one : read()) {
            out.append("%-21s %-24s %-46s %-34s %s%n"
                    .formatted(
                            one.role(),
                            shortened(one.school()),
                            one.email(),
                            one.password(),
                            one.totpSecret() == null ? "none" : one.totpSecret()));
        }
        return out.append("API tokens are in ")
                .append(file)
                .append(System.lineSeparator())
                .toString();
    }

    private static String shortened(String name) {
        return name.length() <= 24 ? name : name.substring(0, 23) + "…";
    }
}
