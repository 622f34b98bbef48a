package org.havenward.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The knowledge that ships: complete as the guide's figures are, plain, and without labels or verdicts. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuideContentTest {
    private static final Locale SPANISH = Locale.of("es");
    private static final Knowledge KNOWLEDGE = new KnowledgeReader().shipped();
    private static final Pattern SCORE = Pattern.compile(
            "(?i)\\b(scor\\w*|likel(y|ihood) (to be|that)|probab\\w*|risk level|(high|low|at)[- ]risk|predict\\w*|red flags?|flagged"
                    + "|percent\\w*|points?|rank\\w*|rating|puntaj\\w*|puntuaci\\w*|predic\\w*|nivel de riesgo|alto riesgo|calificaci\\w*)\\b");

    @Test
    void figure_2_is_whole_12_sex_7_shared_11_labor() {
        assertThat(count(KNOWLEDGE.indicators(), Indicator::kind, Side.SEX)).isEqualTo(12);
        assertThat(count(KNOWLEDGE.indicators(), Indicator::kind, Side.SHARED)).isEqualTo(7);
        assertThat(count(KNOWLEDGE.indicators(), Indicator::kind, Side.LABOR)).isEqualTo(11);
    }

    @Test
    void figure_1_is_whole_12_sex_9_shared_5_labor() {
        assertThat(count(KNOWLEDGE.riskFactors(), RiskFactor::kind, Side.SEX)).isEqualTo(12);
        assertThat(count(KNOWLEDGE.riskFactors(), RiskFactor::kind, Side.SHARED))
                .isEqualTo(9);
        assertThat(count(KNOWLEDGE.riskFactors(), RiskFactor::kind, Side.LABOR)).isEqualTo(5);
    }

    @Test
    void the_nine_vulnerable_groups_are_there() {
        assertThat(KNOWLEDGE.groups()).hasSize(9);
    }

    @Test
    void an_id_says_its_column() {
        assertThat(KNOWLEDGE.indicators())
                .allSatisfy(indicator -> assertThat(indicator.id())
                        .startsWith(indicator.kind().name().toLowerCase(Locale.ROOT) + "."));
        assertThat(KNOWLEDGE.riskFactors())
                .allSatisfy(factor ->
                        assertThat(factor.id()).startsWith(factor.kind().name().toLowerCase(Locale.ROOT) + "."));
    }

    @Test
    void the_terms_say_that_a_child_is_never_to_blame_and_that_no_force_need_be_shown() {
        assertThat(KNOWLEDGE.terms())
                .extracting(Term::id)
                .contains(
                        "term.never-to-blame",
                        "term.sex-trafficking",
                        "term.labor-trafficking",
                        "term.person-first",
                        "term.three-ps",
                        "term.child",
                        "term.csec",
                        "term.victim",
                        "term.survivor",
                        "term.safe-harbor");
        var sexTrafficking = KNOWLEDGE.terms().stream()
                .filter(term -> term.id().equals("term.sex-trafficking"))
                .findFirst()
                .orElseThrow();
        assertThat(sexTrafficking.more(Locale.ENGLISH).orElseThrow())
                .contains("Under 18, no one has to show force, lies, or pressure");
    }

    @Test
    void the_national_help_lines_have_their_numbers() {
        assertThat(KNOWLEDGE.helpLines())
                .extracting(HelpLine::call)
                .containsExactlyInAnyOrder(
                        "911", "1-888-373-7888", "1-800-843-5678", "1-800-422-4453", "988", "1-800-786-2929");
        assertThat(KNOWLEDGE.helpLines().stream()
                        .filter(line -> line.id().equals("line.trafficking"))
                        .map(HelpLine::textTo))
                .containsExactly("233733");
    }

    @Test
    void the_advice_covers_what_staff_must_not_do_and_that_their_duty_stays_theirs() {
        assertThat(KNOWLEDGE.advice())
                .extracting(Advice::id)
                .contains(
                        "advice.danger",
                        "advice.no-questions",
                        "advice.no-investigation",
                        "advice.no-confrontation",
                        "advice.no-promise",
                        "advice.no-images",
                        "advice.duty",
                        "advice.no-reassurance");
    }

    /** Safety rule 1. */
    @Test
    void no_word_sounds_like_a_score_or_a_verdict() {
        assertThat(everyText())
                .allSatisfy(
                        text -> assertThat(SCORE.matcher(text).find()).as(text).isFalse());
    }

    @Test
    void the_pages_speak_both_languages_and_no_score_in_either() throws IOException {
        var english = messages("guide.properties");
        var spanish = messages("guide_es.properties");

        assertThat(spanish.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(Stream.of(english, spanish)
                        .flatMap(words -> words.stringPropertyNames().stream().map(words::getProperty)))
                .allSatisfy(
                        text -> assertThat(SCORE.matcher(text).find()).as(text).isFalse());
        assertThat(english.getProperty("guide.never-recorded-text")).contains("does not mean the student is safe");
    }

    /** Safety rule 12, and the guide's note on its own words. */
    @Test
    void no_word_labels_or_blames_a_child() {
        var label = Pattern.compile(
                "(?i)\\b(prostitut\\w*|promiscu\\w*|pimp\\w*|hooker|illegal alien\\w*|illegals?|delinquent\\w*|slaves?|esclav\\w*|prey"
                        + "|homeless (student|youth|kid)s?|runaways?|victims of|ilegal(es)?|putas?|indocumentad\\w*|undocumented)\\b");
        assertThat(everyText().map(text -> text.replace("National Runaway Safeline", "")))
                .allSatisfy(
                        text -> assertThat(label.matcher(text).find()).as(text).isFalse());
    }

    /** What is recorded is the support needed, never a status or an orientation. */
    @Test
    void risk_factors_are_worded_as_support_and_name_no_status_or_orientation() {
        var status = Pattern.compile(
                "(?i)\\b(immigra\\w*|inmigra\\w*|undocumented|citizen\\w*|visa|gay|lesb\\w*|lgbt\\w*|bisex\\w*|trans(gender)?)\\b");
        assertThat(KNOWLEDGE.riskFactors()).allSatisfy(factor -> {
            for (var language : List.of(Locale.ENGLISH, SPANISH)) {
                assertThat(status.matcher(factor.text(language) + " " + factor.support(language))
                                .find())
                        .as(factor.id())
                        .isFalse();
            }
        });
        assertThat(KNOWLEDGE.indicators())
                .allSatisfy(indicator -> assertThat(
                                status.matcher(indicator.words().toString()).find())
                        .as(indicator.id())
                        .isFalse());
    }

    @Test
    void nothing_is_left_in_english_in_the_spanish_text() {
        assertThat(KNOWLEDGE.all())
                .filteredOn(entry -> !entry.id().equals("line.988"))
                .allSatisfy(entry -> assertThat(entry.text(SPANISH)).isNotEqualTo(entry.text(Locale.ENGLISH)));
    }

    /** Look.md: sixth to eighth grade. */
    @Test
    void each_kind_reads_at_eighth_grade_or_below() {
        assertReadable("indicators", KNOWLEDGE.indicators());
        assertReadable("risk factors", KNOWLEDGE.riskFactors());
        assertReadable("groups", KNOWLEDGE.groups());
        assertReadable("terms", KNOWLEDGE.terms());
        assertReadable("help lines", KNOWLEDGE.helpLines());
        assertReadable("advice", KNOWLEDGE.advice());
    }

    private static Properties messages(String name) throws IOException {
        var words = new Properties();
        try (var stream = GuideContentTest.class.getResourceAsStream("/messages/" + name)) {
            words.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        }
        return words;
    }

    private static void assertReadable(String kind, List<? extends Entry> entries) {
        var texts =
                entries.stream().flatMap(entry -> texts(entry, Locale.ENGLISH)).toList();
        assertThat(ReadingLevel.ofAll(texts)).as(kind).isLessThanOrEqualTo(8.9);
    }

    private static <T> long count(List<T> entries, Function<T, Side> kind, Side side) {
        return entries.stream().filter(entry -> kind.apply(entry) == side).count();
    }

    private static Stream<String> everyText() {
        return KNOWLEDGE.all().stream()
                .flatMap(entry -> Stream.of(Locale.ENGLISH, SPANISH).flatMap(language -> texts(entry, language)));
    }

    static Stream<String> texts(Entry entry, Locale language) {
        return switch (entry) {
            case Indicator indicator ->
                Stream.of(indicator.text(language), indicator.atSchool(language), indicator.otherReasons(language));
            case RiskFactor factor -> Stream.of(factor.text(language), factor.support(language));
            case VulnerableGroup group -> Stream.of(group.name(language), group.text(language), group.helps(language));
            case Term term ->
                Stream.concat(Stream.of(term.name(language), term.text(language)), term.more(language).stream());
            case HelpLine line -> Stream.of(line.name(language), line.text(language), line.hours(language));
            case Advice advice -> Stream.of(advice.text(language), advice.more(language));
        };
    }
}
