package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.havenward.guide.ReadingLevel;
import org.havenward.protocol.Evaluation.Status;
import org.havenward.web.Messages;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The protocol that ships: sound in every state, plain, and on each of its branches what the guide and the law ask for. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DefaultProtocolTest {
    private static final Protocol DEFAULT = DefaultProtocol.protocol();
    /** A Friday afternoon before the clocks change. */
    private static final Instant FRIDAY = Instant.parse("2026-03-06T21:10:00Z");

    @Test
    void it_is_sound_in_every_state() {
        var findings = Check.check(DEFAULT, FRIDAY);
        assertThat(findings.stream().map(finding -> finding.says(DEFAULT, new Messages(), Locale.ENGLISH)))
                .isEmpty();
    }

    /** Open cases stay on the version they began: a default that says something else is another version, with its own id. */
    @Test
    void what_cases_rest_on_under_its_id_stays_as_it_is() throws NoSuchAlgorithmException {
        var shipped = DefaultProtocol.text().getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shipped)))
                .as("keep this file for the cases on it; ship the new one beside it, under an id of its own")
                .isEqualTo("821206ce94250f5b09da36a3baada5e1bf2859ffd1a75a1cb218fa0a1ff9bbab");
    }

    @Test
    void it_survives_writing_and_reading() {
        assertThat(ProtocolFormat.read(ProtocolFormat.yaml(DEFAULT))).isEqualTo(DEFAULT);
        assertThat(ProtocolFormat.read(ProtocolFormat.json(DEFAULT))).isEqualTo(DEFAULT);
    }

    @Test
    void a_family_exploiter_in_a_state_of_24_hours() {
        var run = run("TX", "born-on: 2010-02-14", "{danger: no, exploiter: family, family-safe: unknown}");

        assertThat(due(run, "report-by-voice")).isEqualTo(FRIDAY.plusSeconds(24 * 3600));
        assertThat(open(run))
                .contains("report-by-voice", "home-plan", "other-children", "keep-contact-closed", "at-the-door");
        assertThat(away(run)).contains("talk-with-family", "labor-department", "shut-out", "police-too", "call-911");
        assertThat(run.find("hold-contact").orElseThrow().status()).isEqualTo(Status.DONE);
    }

    @Test
    void an_employer_and_a_student_of_17_where_child_protection_acts_on_caregivers_only() {
        var run = run("TX", "age: 17", "{danger: no, exploiter: employer}");

        assertThat(open(run)).contains("police-too", "labor-department", "work-permit", "work-safety", "at-the-door");
        assertThat(run.find("police-too").orElseThrow().why())
                .extracting(Evaluation.Why::value)
                .contains("yes", "employer");
        assertThat(away(run("AL", "age: 17", "{exploiter: employer}"))).contains("police-too");
    }

    @Test
    void a_student_of_18_goes_their_own_path_and_no_report_is_made_over_their_head() {
        var run = run("TX", "age: 18", "{exploiter: other}");
        assertThat(open(run)).contains("adult-decides", "adult-lawyer", "adult-records", "adult-police", "adult-help");
        assertThat(away(run)).contains("report-by-voice", "report-in-writing", "police-too", "between-ages");
        // Of age is 19 there.
        assertThat(open(run("AL", "age: 18", "{}"))).contains("between-ages").doesNotContain("adult-decides");
        // Nobody knows the age: a child's steps, and no others.
        assertThat(open(run("TX", "{}", "{}"))).contains("report-by-voice").doesNotContain("adult-decides");
    }

    @Test
    void someone_on_staff() {
        var run = run("TX", "age: 15", "{exploiter: staff}");
        assertThat(open(run)).contains("shut-out", "apart-from-students", "title-ix", "licensing", "police-too");
        assertThat(away(run)).contains("help-both", "at-the-door");
        assertThat(run.find("shut-out").orElseThrow().item().role()).isEqualTo("coordinator");
    }

    @Test
    void another_student_who_is_a_child_too() {
        var run = run("TX", "age: 15", "{exploiter: student, other-students: unknown}");
        assertThat(open(run)).contains("help-both", "keep-apart", "title-ix", "concern-for-each");
        assertThat(away(run)).contains("shut-out", "licensing");
    }

    @Test
    void danger_now_or_not_knowing() {
        for (var answer : List.of("yes", "unknown")) {
            assertThat(open(run("TX", "age: 15", "{danger: " + answer + "}")))
                    .contains("call-911", "stay-close", "tonight", "tell-coordinator");
        }
        assertThat(open(run("TX", "{age: 15, unsafe-since: '2026-03-06T15:00-06:00'}", "{danger: no}")))
                .contains("call-911");
    }

    @Test
    void confirmed_has_the_second_column_and_its_fallbacks() {
        var facts = "{age: 15, confirmed-at: '2026-03-06T15:00-06:00'}";
        var run = run("TX", facts, "{specialist: unknown, stay-at-school: yes, family-safe: yes}");
        assertThat(open(run))
                .contains(
                        "tell-agencies",
                        "safety-plan",
                        "campus-impact",
                        "campus-places",
                        "refer-to-others",
                        "education-plan",
                        "help-for-family",
                        "check-ins");
        assertThat(away(run)).contains("refer-to-specialist", "keep-the-way-back", "assess", "judgment");
        assertThat(open(run("TX", facts, "{specialist: yes}"))).contains("refer-to-specialist");
    }

    @Test
    void not_confirmed_and_taken_back_keep_the_support_and_the_report_stays_owed() {
        var not = run("TX", "age: 15", "{judgment: not-confirmed}");
        assertThat(open(not)).contains("other-needs", "who-looks-out", "door-open", "report-by-voice");
        var back = run("TX", "{age: 15, retracted-at: '2026-03-06T15:00-06:00'}", "{}");
        assertThat(open(back)).contains("taken-back", "report-by-voice");
        assertThat(away(back)).contains("safety-plan");
    }

    @Test
    void screened_out_is_reported_again() {
        var run = run(
                "TX", "{age: 15, recorded: {report-made: '2026-03-06T15:05-06:00'}}", "{agency-said: screened-out}");
        assertThat(open(run)).contains("report-again");
    }

    @Test
    void a_written_report_is_a_duty_where_the_law_asks_for_one() {
        assertThat(due(run("CA", "age: 15", "{}"), "report-in-writing")).isEqualTo(FRIDAY.plusSeconds(36 * 3600));
        assertThat(run("CA", "age: 15", "{}").duties().map(Evaluation.State::id))
                .containsExactly("report-by-voice", "report-in-writing");
    }

    /** Safety rule 12. */
    @Test
    void it_reads_at_eighth_grade_or_below_in_plain_person_first_words_in_both_languages() {
        var english = texts().map(Protocol.Text::en).toList();
        assertThat(ReadingLevel.ofAll(english)).isLessThanOrEqualTo(8.0);
        DEFAULT.items()
                .forEach(item -> assertThat(ReadingLevel.ofAll(
                                List.of(item.title().en(), item.guidance().en())))
                        .as(item.id())
                        .isLessThanOrEqualTo(10.0));
        var label = Pattern.compile(
                "(?i)\\b(prostitut\\w*|pimp\\w*|runaways?|victims?|víctimas?|flag(ged)?|scor\\w*|puntaj\\w*|risk level|illegal\\w*)\\b");
        assertThat(texts().flatMap(text -> Stream.of(text.en(), text.es())))
                .allSatisfy(
                        text -> assertThat(label.matcher(text).find()).as(text).isFalse())
                .noneMatch(String::isBlank);
    }

    private static Stream<Protocol.Text> texts() {
        return Stream.concat(
                DEFAULT.phases().stream().map(Protocol.Phase::title),
                DEFAULT.items()
                        .flatMap(item -> Stream.concat(
                                Stream.of(item.title(), item.guidance()),
                                item instanceof Protocol.Question question
                                        ? question.options().stream().map(Protocol.Option::label)
                                        : Stream.empty())));
    }

    private static Evaluation run(String state, String facts, String answers) {
        return DryRun.of(DEFAULT, state, facts, FRIDAY).evaluation(answers);
    }

    private static List<String> open(Evaluation evaluation) {
        return ids(evaluation, state -> state.status().open());
    }

    private static List<String> away(Evaluation evaluation) {
        return ids(evaluation, state -> state.status() == Status.NOT_NEEDED);
    }

    private static List<String> ids(Evaluation evaluation, Predicate<Evaluation.State> which) {
        return evaluation.items().stream()
                .filter(which)
                .map(Evaluation.State::id)
                .toList();
    }

    private static @org.jspecify.annotations.Nullable Instant due(Evaluation evaluation, String id) {
        return evaluation.find(id).orElseThrow().due();
    }
}
