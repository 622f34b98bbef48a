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
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.platform.KeyId;
import org.havenward.platform.Vault;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People and places of concern: recorded by counselors, sealed, and compared without a list to read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class TracesTest extends TraceHouse {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    @Autowired
    private Vault vault;

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

    private ConcernId raised() {
        var answer = api(busDriver).post("/api/v1/concerns", key(), """
                {"schoolId": "%s", "studentId": "%s", "narrative": "Someone waits at the gate.", "observedAt": "%s",
                 "indicators": [], "immediateDanger": false}
                """.formatted(
                        school.value(), maya.value(), Instant.now().minusSeconds(3600)));
        var found = ID.matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return new ConcernId(UUID.fromString(found.group(1)));
    }

    @Test
    void who_is_let_back_to_a_case_sees_nothing_in_it_of_a_concern_that_stays_shut_to_them() {
        var concern = raised();
        inDistrict(district, () -> gate.exclude(RecordRef.concern(concern.value(), school), nurseBell, counselorOrtiz));
        var ofConcern = record(counselorOrtiz, new TraceSubject.OfConcern(concern), TraceKind.PLATE, "ABO 113");
        var id = aCase();
        var path = "/cases/" + id.value();
        here(
                counselorOrtiz,
                viewer -> inDistrict(district, () -> {
                    desk.join(
                            viewer,
                            new CaseDesk.Source(concern, school, maya, null, busDriver, Instant.now()),
                            id.value());
                    return id;
                }));
        assertThat(browser(nurseBell).get(path).statusCode()).isEqualTo(404);
        here(counselorOrtiz, viewer -> team.letBack(viewer, id, nurseBell, key()));
        here(counselorOrtiz, viewer -> team.add(viewer, id, nurseBell, CaseRole.TEAM_MEMBER, key()));
        var ofCase = record(counselorOrtiz, id, TraceKind.EMAIL, "dale@example.org");

        assertThat(list(nurseBell, viewer -> traces.of(viewer, new TraceSubject.OfCase(id))))
                .extracting(Traces.Trace::id)
                .containsExactly(ofCase);
        assertThatThrownBy(() -> here(
                        nurseBell,
                        viewer -> traces.withdraw(viewer, new TraceSubject.OfCase(id), ofConcern, "No.", key())))
                .isInstanceOf(RefusedException.class);
        var opened = here(nurseBell, viewer -> reading.open(viewer, id, null, null, 100));
        assertThat(opened.whole().concerns())
                .extracting(CaseReading.JoinedConcern::id)
                .hasSize(1)
                .doesNotContain(concern);
        assertThat(opened.entries().items()).noneMatch(line -> concern.value().equals(line.refersTo()));
        var all = here(counselorOrtiz, viewer -> reading.open(viewer, id, null, null, 100));
        assertThat(opened.counts().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(opened.entries().items().size())
                .isEqualTo(all.entries().items().size() - 1);
        var bell = browser(nurseBell);
        assertThat(bell.get(path).body()).contains("dale@example.org");
        for (var page : List.of(path, path + "/print", path + "/traces")) {
            assertThat(bell.get(page).body())
                    .as(page)
                    .doesNotContain("ABO 113", concern.value().toString(), "at the gate");
        }
        assertThat(api(nurseBell).get("/api/v1" + path + "/traces").body())
                .contains("dale@example.org")
                .doesNotContain("ABO 113");
        assertThat(api(nurseBell).get("/api/v1" + path).body())
                .doesNotContain(concern.value().toString());
        assertThat(browser(counselorOrtiz).get(path).body())
                .contains("ABO 113", concern.value().toString());
    }

    @Test
    void a_concern_counts_as_the_case_that_it_went_into() {
        var concern = raised();
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
}
