package org.havenward.casework;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havenward.House;
import org.havenward.access.Accounts;
import org.havenward.access.ApiTokens;
import org.havenward.access.Gate;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictId;
import org.havenward.protocol.CaseSteps;
import org.havenward.protocol.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A small district with people who work on cases, new for each test. */
@SuppressWarnings("NullAway.Init")
abstract class CaseHouse extends House {
    @Autowired
    private Districts districts;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ApiTokens tokens;

    @Autowired
    protected Directory directory;

    @Autowired
    protected Gate gate;

    @Autowired
    protected CaseDesk desk;

    @Autowired
    private CaseSteps steps;

    @Autowired
    protected CaseReading reading;

    @Autowired
    protected CaseNotes notes;

    @Autowired
    protected CaseTasks tasks;

    @Autowired
    protected CaseTeam team;

    @Autowired
    protected CaseLife life;

    @Autowired
    protected Cases cases;

    @Autowired
    protected Coordination coordination;

    protected DistrictId district;
    protected SchoolId school;
    protected StudentId maya;
    protected StaffId busDriver;
    protected StaffId counselorOrtiz;
    protected StaffId backupLin;
    protected StaffId nurseBell;
    protected StaffId coordinatorHale;
    protected StaffId principalReed;
    protected StaffId adminKim;

    @BeforeEach
    void aDistrict() {
        district = districts
                .create("Harbor " + UUID.randomUUID(), "AZ", "America/Phoenix")
                .id();
        inDistrict(district, () -> {
            school = new SchoolId(UUID.randomUUID());
            database.sql("insert into school (district_id, id, name) values (havenward_district(), :id, 'Quay Middle')")
                    .param("id", school.value())
                    .update();
            maya = student("Maya", "Rivera");
            busDriver = person("Sam", "Doyle", "Bus driver");
            counselorOrtiz = person("Elena", "Ortiz", "Counselor", new RoleAt(Role.DESIGNATED_COUNSELOR, school));
            backupLin = person("Wei", "Lin", "Counselor", new RoleAt(Role.BACKUP_COUNSELOR, school));
            nurseBell = person("Ann", "Bell", "Nurse", new RoleAt(Role.RESPONSE_TEAM_MEMBER, school));
            principalReed = person(
                    "Tom",
                    "Reed",
                    "Principal",
                    new RoleAt(Role.SCHOOL_ADMINISTRATOR, school),
                    new RoleAt(Role.RESPONSE_TEAM_MEMBER, school));
            coordinatorHale = person("Ruth", "Hale", "Coordinator", new RoleAt(Role.DISTRICT_COORDINATOR, null));
            adminKim = person("Joon", "Kim", "Systems", new RoleAt(Role.SYSTEM_ADMINISTRATOR, null));
        });
    }

    protected StaffId person(String given, String family, String title, RoleAt... roles) {
        var who = directory.addStaff(given, family, title, List.of(school));
        accounts.create(null, who, given.toLowerCase(java.util.Locale.ROOT) + "." + UUID.randomUUID() + "@example.org");
        for (var role : roles) {
            accounts.give(null, who, role, null, null);
        }
        return who;
    }

    protected StudentId student(String given, String family) {
        var id = UUID.randomUUID();
        database.sql("""
                        insert into student (district_id, id, sourced_id, sourced_key, given_name, family_name, grade,
                            school_id, role_key)
                        values (havenward_district(), :id, :source, :id, :given, :family, '07', :school, :id)
                        """)
                .param("id", id)
                .param("source", id.toString())
                .param("given", given)
                .param("family", family)
                .param("school", school.value())
                .update();
        return new StudentId(id);
    }

    protected Viewer as(StaffId who) {
        return inDistrict(district, () -> java.util.Objects.requireNonNull(gate.asOf(who)));
    }

    /** A concern that the triage would hand over. */
    protected CaseDesk.Source aConcernAbout(@Nullable StudentId student) {
        return new CaseDesk.Source(
                new ConcernId(UUID.randomUUID()),
                school,
                student,
                student == null ? "A girl with a teal backpack who waits behind the gym" : null,
                busDriver,
                Instant.now());
    }

    /** A case about Maya that Ms. Ortiz leads. */
    protected CaseId aCase() {
        return aCaseNaming();
    }

    protected CaseId aCaseNaming(StaffId... named) {
        var ortiz = as(counselorOrtiz);
        var source = aConcernAbout(maya);
        return inDistrict(district, () -> {
            for (var who : named) {
                gate.exclude(RecordRef.concern(source.concern().value(), school), who, counselorOrtiz);
            }
            var id = new CaseId(desk.open(ortiz, source));
            reportsAreMade(id);
            return id;
        });
    }

    /** The protocol is another room's; in these tests its lead has done what it asks for before a case closes. */
    protected void stepsAreDone(CaseId id) {
        for (var owed = owed(id); !owed.isEmpty(); owed = owed(id)) {
            var line = owed.getFirst();
            inDistrict(district, () -> {
                steps.mark(
                        as(counselorOrtiz),
                        id,
                        new CaseSteps.NewMark(line.state().id(), true, "Done.", null, line.seen()),
                        key());
                return id;
            });
        }
    }

    private List<CaseSteps.Line> owed(CaseId id) {
        return inDistrict(
                district,
                () -> steps.open(as(counselorOrtiz), id).due().stream()
                        .filter(CaseSteps.Line::markable)
                        .filter(line -> line.state().item() instanceof Protocol.Step step && step.obliges())
                        .toList());
    }

    /** Reports to the state are another room's; in these tests everyone has made theirs. */
    protected void reportsAreMade(CaseId id) {
        database.sql("update case_obligation set settled_at = now() where case_id = :case and settled_at is null"
                        + " and key like 'mandate.%'")
                .param("case", id.value())
                .update();
        database.sql(
                        "update mandate_duty set status = 'CALLED', called_at = now(), tell_at = null where case_id = :case")
                .param("case", id.value())
                .update();
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected int rows(String sql, CaseId id) {
        return inDistrict(
                district,
                () -> database.sql(sql).param(id.value()).query(Integer.class).single());
    }

    // ---- over HTTP

    protected Api api(StaffId who) {
        var viewer = as(who);
        return new Api(inDistrict(district, () -> tokens.make(viewer, "test", 1)));
    }

    protected final class Api {
        private final String token;

        private Api(String token) {
            this.token = token;
        }

        protected HttpResponse<String> get(String path) {
            return send(request(path, token).GET().build());
        }

        protected HttpResponse<String> delete(String path, String key) {
            return send(
                    request(path, token).header("Idempotency-Key", key).DELETE().build());
        }

        protected HttpResponse<String> post(String path, String key, String json) {
            return send(request(path, token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build());
        }
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url(path))).header("Authorization", "Bearer " + token);
    }

    protected Browser browser(StaffId who) {
        var secret = UUID.randomUUID() + "-" + UUID.randomUUID();
        inDistrict(
                district,
                () -> database.sql("""
                        insert into session (district_id, id, staff_id, token_hash, stage, second_factor, device,
                            created_at, last_seen_at, expires_at)
                        values (havenward_district(), gen_random_uuid(), :who, :hash, 'FULL', true, 'test', :now, :now,
                            :later)
                        """)
                        .param("who", who.value())
                        .param("hash", sha256(secret))
                        .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                        .param("later", OffsetDateTime.now(ZoneOffset.UTC).plusHours(2))
                        .update());
        return new Browser(secret);
    }

    protected final class Browser {
        private static final Pattern HIDDEN =
                Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");
        private final String session;

        private Browser(String session) {
            this.session = session;
        }

        protected HttpResponse<String> get(String path) {
            return send(HttpRequest.newBuilder(URI.create(url(path)))
                    .header("Cookie", "hw_session=" + session)
                    .GET()
                    .build());
        }

        /** The hidden fields of a page's first form: what a browser would send along. */
        protected Map<String, String> hidden(String html) {
            var fields = new HashMap<String, String>();
            var found = HIDDEN.matcher(html);
            while (found.find()) {
                fields.putIfAbsent(found.group(1), found.group(2));
            }
            return fields;
        }

        /** Opens a page, fills in its form, and sends it. */
        protected HttpResponse<String> fill(String page, String action, Map<String, String> typed) {
            var fields = hidden(get(page).body());
            fields.putAll(typed);
            return post(action, fields);
        }

        protected HttpResponse<String> post(String path, Map<String, String> fields) {
            var parts = new ArrayList<String>();
            fields.forEach((name, value) -> parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
            return send(HttpRequest.newBuilder(URI.create(url(path)))
                    .header("Cookie", "hw_session=" + session)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("&", parts)))
                    .build());
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
