package org.havenward.casework.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.havenward.guide.ReadingLevel;
import org.junit.jupiter.api.Test;

/** What ships, and how a file with a flaw is told apart. */
class InstrumentTest {
    private static final InstrumentReader READER = new InstrumentReader();
    private static final Locale SPANISH = Locale.of("es");

    static final String LICENSED = """
            kind: instrument
            id: example.screen
            version: 3
            purpose: trafficking
            languages: [en]
            title: {en: A screening tool}
            lead: {en: For trained counselors.}
            license:
              holder: Example Institute
              note: For use in schools of the district, until the end of 2027.
              mayUse: [designated-counselor]
            sections:
              - id: one
                title: {en: One}
                items:
                  - id: first
                    kind: yes-no-unknown
                    ask: {en: Is it so?}
                  - id: second
                    kind: words
                    showIf: {question: first, is: ["yes"]}
                    ask: {en: How is it?}
            """;

    @Test
    void what_ships_is_sound_and_covers_safety_and_a_conversation_in_both_languages() {
        assertThat(READER.shipped())
                .extracting(each -> each.instrument().purpose())
                .containsExactly(Instrument.Purpose.SAFETY, Instrument.Purpose.TRAFFICKING);
        assertThat(READER.shipped())
                .allSatisfy(each -> assertThat(each.instrument().languages()).containsExactly("en", "es"));
        var kinds = new HashSet<Item.Kind>();
        READER.shipped().forEach(each -> each.instrument().items().forEach(item -> kinds.add(item.kind())));
        assertThat(kinds).contains(Item.Kind.values());
    }

    @Test
    void each_reads_at_eighth_grade_or_below() {
        for (var each : READER.shipped()) {
            List<String> texts = each.instrument()
                    .texts()
                    .map(text -> text.in(Locale.ENGLISH))
                    .toList();
            assertThat(ReadingLevel.ofAll(texts)).as(each.instrument().id()).isLessThanOrEqualTo(8.0);
        }
    }

    @Test
    void nothing_is_left_in_english_in_the_spanish_text() {
        for (var each : READER.shipped()) {
            assertThat(each.instrument().texts())
                    .filteredOn(text -> text.in(Locale.ENGLISH).length() > 3)
                    .allSatisfy(text -> assertThat(text.in(SPANISH)).isNotEqualTo(text.in(Locale.ENGLISH)));
        }
    }

    @Test
    void safety_12_no_words_that_blame_label_or_press_and_no_status_is_asked_for() {
        var wrong = Pattern.compile(
                "(?i)prostitut|victim|víctima|illegal|ilegal|promiscu|why did|¿por qué (lo )?hiciste|immigration status\\?");
        for (var each : READER.shipped()) {
            assertThat(each.instrument().texts())
                    .allSatisfy(text -> assertThat(text.byLanguage().values())
                            .noneMatch(words -> wrong.matcher(words).find()));
        }
    }

    @Test
    void safety_1_an_instrument_has_no_place_for_points_weights_or_totals() {
        for (var key : List.of("points", "weight", "total", "threshold")) {
            var reading = READER.read(
                    LICENSED.replace("    ask: {en: Is it so?}", "    ask: {en: Is it so?}\n        " + key + ": 5"));
            assertThat(reading.instrument()).as(key).isNull();
            assertThat(reading.problems()).anySatisfy(problem -> {
                assertThat(problem.text()).contains("no points, weights, or totals");
                assertThat(problem.line()).isBetween(14, 20);
            });
        }
        assertThat(Instrument.class.getDeclaredMethods())
                .noneMatch(method -> method.getReturnType() == double.class
                        || method.getReturnType() == int.class
                                && !method.getName().equals("version")
                                && !method.getName().equals("hashCode"));
    }

    @Test
    void what_is_asked_follows_the_answers_and_an_answer_that_is_not_asked_counts_for_nothing() {
        var safety = READER.shipped().getFirst().instrument();
        assertThat(safety.shown(Map.of())).contains("safe-now", "now").doesNotContain("why-not-safe", "watched-stop");
        assertThat(safety.shown(Map.of("safe-now", Answer.of("no")))).contains("why-not-safe");
        assertThat(safety.shown(Map.of("safe-now", Answer.skippedBecause("Not today."))))
                .doesNotContain("why-not-safe");
        var conversation = READER.shipped().getLast().instrument();
        assertThat(conversation.shown(Map.of("work-pay", Answer.of("debt")))).doesNotContain("work-debt");
        assertThat(conversation.shown(Map.of("works", Answer.of("yes"), "work-pay", Answer.of("debt"))))
                .contains("work-debt", "work-lines");
    }

    @Test
    void an_answer_that_says_danger_is_known_as_such_and_a_skipped_one_is_not() {
        var safety = READER.shipped().getFirst().instrument();
        var home = safety.question("home-safe").orElseThrow();
        assertThat(home.unsafe(Answer.of("no"))).isTrue();
        assertThat(home.unsafe(Answer.of("yes"))).isFalse();
        assertThat(home.unsafe(Answer.of("unknown"))).isFalse();
        assertThat(home.unsafe(Answer.skippedBecause("no"))).isFalse();
        assertThat(safety.items().filter(item -> item.immediate() != null))
                .extracting(Item::id)
                .containsExactly("safe-now", "medical", "self-harm", "home-safe", "picked-up", "tonight", "threats");
    }

    @Test
    void each_kind_of_answer_is_checked() {
        var safety = READER.shipped().getFirst().instrument();
        var hours = safety.question("hours").orElseThrow();
        assertThat(hours.problem(Answer.of("12"))).isEmpty();
        assertThat(hours.problem(Answer.of("2,5"))).isEmpty();
        for (var wrong : List.of("-1", "999", "soon", "1e9", "NaN", "", "９")) {
            assertThat(hours.problem(Answer.of(wrong))).as(wrong).isPresent();
        }
        var again = safety.question("again").orElseThrow();
        assertThat(again.problem(Answer.of("2026-11-30"))).isEmpty();
        assertThat(again.problem(Answer.of("30.11.2026"))).isPresent();
        var tonight = safety.question("tonight").orElseThrow();
        assertThat(tonight.problem(Answer.of("home"))).isEmpty();
        assertThat(tonight.problem(Answer.of("home", "shelter"))).isPresent();
        assertThat(tonight.problem(Answer.of("elsewhere"))).isPresent();
        assertThat(tonight.problem(Answer.skippedBecause(""))).isPresent();
        assertThat(safety.question("watched").orElseThrow().problem(Answer.of("phone", "rides")))
                .isEmpty();
        assertThat(safety.question("private")).isEmpty();
    }

    @Test
    void a_licensed_instrument_is_read_with_its_license() {
        var reading = READER.read(LICENSED);
        assertThat(reading.problems()).isEmpty();
        var license = java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(reading.instrument()).license());
        assertThat(license.holder()).isEqualTo("Example Institute");
        assertThat(license.mayUse()).containsExactly("designated-counselor");
    }

    @Test
    void each_flaw_is_named_with_its_line() {
        flaw(LICENSED.replace("kind: words", "kind: essay"), 19, "");
        flaw(LICENSED.replace("question: first", "question: third"), 20, "not a question that comes before");
        flaw(LICENSED.replace("is: [\"yes\"]", "is: [\"maybe\"]"), 20, "'maybe' is no answer to 'first'");
        flaw(LICENSED.replace("id: second", "id: first"), 18, "used twice");
        flaw(LICENSED.replace("languages: [en]", "languages: [en, es]"), 6, "missing in 'es'");
        flaw(LICENSED.replace("mayUse: [designated-counselor]", "mayUse: [janitor]"), 11, "");
        flaw(LICENSED.replaceAll("(?m)^license:\\n(  .*\\n){3}", ""), 2, "needs a license");
        flaw(LICENSED.replace("id: example.screen", "id: havenward.screen"), 2, "is for the instruments that ship");
        flaw(LICENSED + "  - : [", 22, "not YAML");
        flaw("", 1, "is empty");
        flaw("just words", 1, "not a mapping");
        flaw("x".repeat(InstrumentReader.LONGEST + 1), 1, "is longer than");
        flaw(LICENSED + "version: 4\n", 22, "");
    }

    private static void flaw(String content, int line, String text) {
        var reading = READER.read(content);
        assertThat(reading.instrument()).as(text).isNull();
        assertThat(reading.problems()).as(text).anySatisfy(problem -> {
            assertThat(problem.text()).contains(text);
            assertThat(Math.abs(problem.line() - line)).as(problem.toString()).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void the_same_text_has_the_same_hash_whatever_its_line_ends() {
        assertThat(InstrumentReader.hash("a\r\nb\r\n")).isEqualTo(InstrumentReader.hash("a\nb\n"));
        assertThat(InstrumentReader.hash("a")).isNotEqualTo(InstrumentReader.hash("b"));
    }
}
