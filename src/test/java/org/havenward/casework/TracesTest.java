package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.casework.trace.Introductions;
import org.havenward.casework.trace.MatchStep;
import org.havenward.casework.trace.Matches;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People and places of concern: recorded by counselors, matched without a list to read, shown to the coordinator alone. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class TracesTest extends CaseHouse {
    private static final String NUMBER = "(928) 555-0147";
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    @Autowired
    private Traces traces;

    @Autowired
    private Matches matches;

    @Autowired
    private Introductions introductions;

    @Autowired
    private Vault vault;

    private SchoolId harbor;
    private StaffId counselorOkafor;

    @BeforeEach
    void anotherSchool() {
        inDistrict(district, () -> {
            harbor = new SchoolId(UUID.randomUUID());
            database.sql("insert into school (district_id, id, name) values (havenward_district(), :id, 'Harbor High')")
                    .param("id", harbor.value())
                    .update();
            counselorOkafor = person("Grace", "Okafor", "Counselor", new RoleAt(Role.DESIGNATED_COUNSELOR, harbor));
        });
    }

    private <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    private <T> List<T> list(StaffId who, Function<Viewer, List<T>> work) {
        return here(who, work);
    }

    private CaseId caseAtHarbor() {
        return here(
                counselorOkafor,
                viewer -> inDistrict(
                        district,
                        () -> new CaseId(desk.open(
                                viewer,
                                new CaseDesk.Source(
                                        new ConcernId(UUID.randomUUID()),
                                        harbor,
                                        student("Leo", "Castillo"),
                                        null,
                                        busDriver,
                                        Instant.now())))));
    }

    private UUID record(StaffId who, CaseId id, TraceKind kind, String value) {
        return record(who, new TraceSubject.OfCase(id), kind, value);
    }

    private UUID record(StaffId who, TraceSubject subject, TraceKind kind, String value) {
        return here(
                who,
                viewer -> traces.record(viewer, subject, new Traces.NewTrace(kind, value, "", "She said so."), key()));
    }

    private List<Matches.Match> seenBy(StaffId who) {
        return here(who, viewer -> matches.all(viewer, true));
    }

    private record Two(CaseId quay, CaseId harbor) {}

    /** Ms. Ortiz and Ms. Okafor write the same number, each in her own way. */
    private Two twoThatMatch() {
        var two = new Two(aCase(), caseAtHarbor());
        record(counselorOrtiz, two.quay(), TraceKind.PHONE, NUMBER);
        record(counselorOkafor, two.harbor(), TraceKind.PHONE, "+1 928 555 0147");
        return two;
    }

    @Test
    void the_coordinator_alone_sees_that_two_records_name_the_same() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst();
        assertThat(match.same()).isTrue();
        assertThat(match.waits()).isTrue();
        assertThat(match.sides()).extracting(Matches.Side::schoolName).containsExactly("Harbor High", "Quay Middle");
        var hale = browser(coordinatorHale);
        assertThat(hale.get("/matches").body())
                .contains("/matches/" + match.id(), "Phone number: the same in 2 records")
                .doesNotContain("555", "Rivera", "Castillo", "casework.");
        assertThat(hale.get("/matches/" + match.id()).body())
                .contains(NUMBER, "+1 928 555 0147", "Elena Ortiz, Quay Middle")
                .doesNotContain("She said so.", "Rivera", "Castillo", "casework.");
        assertThat(hale.get("/").body()).contains("/matches/" + match.id());
        assertThat(api(coordinatorHale).get("/api/v1/matches/" + match.id()).body())
                .contains(NUMBER, two.harbor().value().toString())
                .doesNotContain("She said so.");
        for (var who : List.of(counselorOrtiz, nurseBell, principalReed, adminKim)) {
            var browser = browser(who);
            for (var path : List.of("/matches", "/matches/" + match.id())) {
                assertThat(browser.get(path).statusCode()).isEqualTo(403);
                assertThat(api(who).get("/api/v1" + path).statusCode()).isEqualTo(403);
            }
            assertThat(browser.get("/").body()
                            + browser.get("/notices?show=all").body())
                    .doesNotContain("/matches", match.id().toString());
        }
        var ortiz = browser(counselorOrtiz);
        assertThat(ortiz.get("/cases/" + two.quay().value()).body()
                        + ortiz.get("/cases/" + two.quay().value() + "/traces").body()
                        + ortiz.get("/cases?q=555+0147").body())
                .contains(NUMBER)
                .doesNotContain(
                        "Okafor",
                        "Harbor High",
                        "/matches",
                        two.harbor().value().toString());
        assertThat(ortiz.get("/cases/" + two.harbor().value() + "/traces").statusCode())
                .isEqualTo(404);
    }

    @Test
    void who_is_kept_out_of_one_of_two_records_learns_of_no_match() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        here(coordinatorHale, viewer -> matches.write(viewer, match, MatchStep.LOOKED_AT, "I will call both.", key()));
        inDistrict(
                district,
                () -> gate.exclude(RecordRef.caseFile(two.harbor().value(), harbor), coordinatorHale, counselorOkafor));
        assertThat(seenBy(coordinatorHale)).isEmpty();
        var hale = browser(coordinatorHale);
        assertThat(hale.get("/matches?show=all").body()).doesNotContain(match.toString(), "Phone number");
        assertThat(hale.get("/matches/" + match).statusCode()).isEqualTo(404);
        assertThat(hale.get("/").body()).doesNotContain("/matches/");
        assertThat(api(coordinatorHale).get("/api/v1/matches?show=all").body()).doesNotContain(match.toString());
        assertThat(api(coordinatorHale)
                        .post("/api/v1/matches/" + match + "/steps", key(), "{\"step\":\"looked_at\"}")
                        .statusCode())
                .isEqualTo(404);
        // Two records remain where a third one names the same; what was done about the hidden one stays hidden.
        var third = here(
                counselorOrtiz,
                viewer -> inDistrict(
                        district, () -> new CaseId(desk.open(viewer, aConcernAbout(student("Noa", "Bright"))))));
        record(counselorOrtiz, third, TraceKind.PHONE, NUMBER);
        var left = seenBy(coordinatorHale).getFirst();
        assertThat(left.sides()).extracting(Matches.Side::schoolName).containsOnly("Quay Middle");
        assertThat(left.steps()).isEmpty();
    }

    @Test
    void a_stolen_database_holds_no_value_and_no_hash_that_can_be_made_without_the_key()
            throws GeneralSecurityException {
        var id = aCase();
        record(counselorOrtiz, id, TraceKind.PHONE, NUMBER);
        record(counselorOrtiz, id, TraceKind.PERSON, "Dale Moss");
        var stored = inDistrict(
                district,
                () -> database.sql("""
                        select t::text || ' ' || encode(t.value, 'escape') || ' ' || encode(t.note, 'escape') || h::text
                        from trace t join trace_hash h on h.trace_id = t.id where t.case_id = :case
                        """)
                        .param("case", id.value())
                        .query(String.class)
                        .list());
        assertThat(stored).hasSize(2);
        assertThat(String.join("\n", stored))
                .doesNotContainIgnoringCase("9285550147")
                .doesNotContain("555", "Dale", "Moss", "dale", hex("dale"), hex("9285550147"), hex("She said"));
        for (var form :
                List.of("+19285550147", "dale moss", "TL MS", "PHONE\u0000+19285550147", "PERSON\u0000dale moss")) {
            for (var algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
                var plain = MessageDigest.getInstance(algorithm).digest(form.getBytes(StandardCharsets.UTF_8));
                assertThat(String.join("\n", stored)).doesNotContain(cut(plain));
            }
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(district.value().toString().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(String.join("\n", stored))
                    .doesNotContain(cut(mac.doFinal(form.getBytes(StandardCharsets.UTF_8))));
        }
        var here = hashes();
        aDistrict();
        anotherSchool();
        record(counselorOrtiz, aCase(), TraceKind.PHONE, NUMBER);
        assertThat(hashes()).isNotEmpty().doesNotContainAnyElementsOf(here);
    }

    private List<String> hashes() {
        return inDistrict(
                district,
                () -> database.sql("select encode(exact, 'hex') || encode(lenient, 'hex') from trace_hash")
                        .query(String.class)
                        .list());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String cut(byte[] hash) {
        return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
    }

    @Test
    void what_is_taken_back_stays_to_be_read_and_matches_nothing() {
        var two = twoThatMatch();
        var again = record(counselorOrtiz, two.quay(), TraceKind.PHONE, "928.555.0147");
        var standing = here(counselorOrtiz, viewer -> traces.of(viewer, new TraceSubject.OfCase(two.quay())));
        for (var trace : standing) {
            here(
                    counselorOrtiz,
                    viewer -> traces.withdraw(
                            viewer, new TraceSubject.OfCase(two.quay()), trace.id(), "A wrong digit.", key()));
        }
        assertThat(seenBy(coordinatorHale)).isEmpty();
        assertThat(list(counselorOrtiz, viewer -> traces.of(viewer, new TraceSubject.OfCase(two.quay()))))
                .hasSize(2)
                .allSatisfy(trace -> assertThat(Objects.requireNonNull(trace.withdrawn())
                                .reason()
                                .text())
                        .isEqualTo("A wrong digit."));
        assertThatThrownBy(() -> here(
                        counselorOrtiz,
                        viewer -> traces.withdraw(viewer, new TraceSubject.OfCase(two.quay()), again, "Again.", key())))
                .isInstanceOf(CannotDo.class);
        for (var table : List.of("trace", "trace_withdrawal", "trace_match_step", "trace_introduction")) {
            assertThatThrownBy(() -> inDistrict(
                            district, () -> database.sql("delete from " + table).update()))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void destroying_a_key_takes_what_could_be_compared_with_it() {
        var two = twoThatMatch();
        for (var id : List.of(two.quay(), two.harbor())) {
            inDistrict(district, () -> vault.destroy(keyOf(id)));
            assertThat(seenBy(coordinatorHale)).isEmpty();
        }
        assertThat(hashes()).isEmpty();
        assertThat(inDistrict(
                        district,
                        () -> database.sql("select count(*) from trace_match where lenient is not null")
                                .query(Integer.class)
                                .single()))
                .isZero();
        assertThat(browser(counselorOrtiz)
                        .get("/cases/" + two.quay().value() + "/traces")
                        .statusCode())
                .isEqualTo(200);
    }

    private KeyId keyOf(CaseId id) {
        return new KeyId(database.sql("select key_id from case_file where id = ?")
                .param(id.value())
                .query(UUID.class)
                .single());
    }

    @Test
    void a_concern_counts_as_the_case_that_it_went_into() {
        var answer = api(busDriver).post("/api/v1/concerns", key(), """
                {"schoolId": "%s", "studentId": "%s", "narrative": "Someone waits at the gate.", "observedAt": "%s",
                 "indicators": [], "immediateDanger": false}
                """.formatted(
                        school.value(), maya.value(), Instant.now().minusSeconds(3600)));
        var found = ID.matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        var concern = new ConcernId(UUID.fromString(found.group(1)));
        var id = aCase();
        record(counselorOrtiz, id, TraceKind.PLATE, "ABO 113");
        var ortiz = browser(counselorOrtiz);
        var path = "/triage/" + concern.value() + "/traces";
        var wrong = ortiz.fill(path + "?kind=plate", path, Map.of("value", "-", "note", "Kept what I typed"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("Write two to ten letters and digits.", "Kept what I typed")
                .doesNotContain("casework.");
        assertThat(ortiz.fill(path + "?kind=plate", path, Map.of("value", "ab0-1I3", "detail", "AZ"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(browser(nurseBell).get(path).statusCode()).isEqualTo(403);
        assertThat(browser(counselorOkafor).get(path).statusCode()).isEqualTo(404);
        var match = seenBy(coordinatorHale).getFirst();
        assertThat(match.same()).isFalse();
        assertThat(match.cases()).hasSize(1);
        assertThat(browser(coordinatorHale).get("/matches/" + match.id()).body())
                .contains("ab0-1I3, AZ", "/triage/" + concern.value(), "alike in 2 records");
        here(
                counselorOrtiz,
                viewer -> inDistrict(district, () -> {
                    desk.join(
                            viewer,
                            new CaseDesk.Source(concern, school, maya, null, busDriver, Instant.now()),
                            id.value());
                    return id;
                }));
        assertThat(seenBy(coordinatorHale)).isEmpty();
        assertThat(list(counselorOrtiz, viewer -> traces.of(viewer, new TraceSubject.OfCase(id))))
                .extracting(Traces.Trace::fromConcern)
                .containsExactly(true, false);
    }

    @Test
    void two_counselors_are_told_of_each_other_and_of_nothing_else() {
        var two = twoThatMatch();
        here(counselorOrtiz, viewer -> team.add(viewer, two.quay(), nurseBell, CaseRole.NURSE, key()));
        var match = seenBy(coordinatorHale).getFirst().id();
        var hale = browser(coordinatorHale);
        var path = "/matches/" + match;
        assertThat(hale.fill(path, path + "/introductions", Map.of()).body()).contains("Choose two.");
        var chosen = List.of(two.quay(), two.harbor());
        here(coordinatorHale, viewer -> matches.introduce(viewer, match, chosen, key()));
        var page = browser(counselorOrtiz).get("/cases/" + two.quay().value()).body();
        assertThat(page)
                .contains("Grace Okafor, Counselor at Harbor High, has something that touches your case.")
                .doesNotContain("Castillo", two.harbor().value().toString(), "/matches", "casework.");
        assertThat(browser(counselorOkafor)
                        .get("/cases/" + two.harbor().value())
                        .body())
                .contains("Elena Ortiz, Counselor at Quay Middle");
        assertThat(browser(nurseBell).get("/cases/" + two.quay().value()).body())
                .doesNotContain("Okafor");
        assertThat(api(counselorOrtiz)
                        .get("/api/v1/cases/" + two.quay().value() + "/introductions")
                        .body())
                .contains("Grace Okafor")
                .doesNotContain(two.harbor().value().toString());
        assertThatThrownBy(() -> here(coordinatorHale, viewer -> matches.introduce(viewer, match, chosen, key())))
                .hasMessage("casework.match.error.introduced");
        assertThat(seenBy(coordinatorHale).getFirst().stands()).isEqualTo(MatchStep.INTRODUCED);
        // Whoever is kept out of the other record later reads of it no more.
        inDistrict(
                district,
                () -> gate.exclude(RecordRef.caseFile(two.harbor().value(), harbor), counselorOrtiz, counselorOkafor));
        assertThat(browser(counselorOrtiz).get("/cases/" + two.quay().value()).body())
                .doesNotContain("Okafor");
    }

    @Test
    void nobody_is_introduced_who_is_kept_out_of_the_other_record() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        inDistrict(
                district,
                () -> gate.exclude(RecordRef.caseFile(two.harbor().value(), harbor), counselorOrtiz, counselorOkafor));
        assertThatThrownBy(() -> here(
                        coordinatorHale,
                        viewer -> matches.introduce(viewer, match, List.of(two.quay(), two.harbor()), key())))
                .hasMessage("casework.match.error.kept_out");
        assertThat(list(counselorOkafor, viewer -> introductions.of(viewer, two.harbor())))
                .isEmpty();
    }

    @Test
    void a_match_is_dismissed_with_a_reason_and_waits_again_when_another_record_names_the_same() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        var hale = browser(coordinatorHale);
        var path = "/matches/" + match;
        assertThat(hale.fill(path, path + "/steps", Map.of("step", "DISMISSED")).body())
                .contains("Say why, or what came of it.");
        assertThat(hale.fill(path, path + "/steps", Map.of("step", "DISMISSED", "words", "A taxi company."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(list(coordinatorHale, viewer -> matches.all(viewer, false))).isEmpty();
        assertThat(hale.get(path).body()).contains("A taxi company.");
        record(counselorOkafor, two.harbor(), TraceKind.PHONE, "928 555 0147");
        assertThat(list(coordinatorHale, viewer -> matches.all(viewer, false)))
                .singleElement()
                .satisfies(again -> assertThat(again.waits()).isTrue());
        assertThatThrownBy(() -> here(counselorOrtiz, viewer -> matches.open(viewer, match)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void reads_and_writes_are_in_the_audit_and_the_log_shows_nobody_that_there_is_a_match() {
        var two = twoThatMatch();
        var match = seenBy(coordinatorHale).getFirst().id();
        here(coordinatorHale, viewer -> matches.open(viewer, match));
        assertThat(audited(match)).contains("OPENED COORDINATION");
        assertThat(audited(two.quay().value())).contains("NOTED CASE_WORK", "LISTED COORDINATION");
        var officer = inDistrict(
                district, () -> person("Luis", "Vega", "Records officer", new RoleAt(Role.RECORDS_OFFICER, null)));
        assertThat(browser(officer).get("/audit").body()).doesNotContain(match.toString(), "Match of records");
        assertThat(browser(officer).get("/audit?kind=MATCH").body()).doesNotContain("Ruth Hale");
    }

    private List<String> audited(UUID subject) {
        return inDistrict(
                district,
                () -> database.sql("select action || ' ' || purpose from audit_entry where subject = :id")
                        .param("id", subject)
                        .query(String.class)
                        .list());
    }
}
