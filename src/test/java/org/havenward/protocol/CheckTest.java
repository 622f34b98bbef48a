package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.havenward.protocol.Finding.Kind;
import org.havenward.web.Messages;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten protocols, five sound and five with one defect each: the check tells them apart and names the defect. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckTest {
    private static final Instant NOW = Instant.parse("2026-03-06T21:10:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"short", "branches", "own-phase", "law-branches", "deep"})
    void a_sound_one_has_no_findings(String name) throws IOException {
        assertThat(Check.check(protocol("sound-" + name), NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "circle, CYCLE, first",
        "skipped-duty, DUTY_SKIPPED, report",
        "late-duty, DUTY_TOO_LATE, report",
        "unreachable, UNREACHABLE, never",
        "dead-end, DEAD_END, confirmed"
    })
    void one_with_a_defect_has_that_finding_and_no_other(String name, Kind kind, String item) throws IOException {
        var findings = Check.check(protocol("defect-" + name), NOW);

        assertThat(findings).extracting(Finding::kind).containsExactly(kind);
        assertThat(findings.getFirst().item()).isEqualTo(item);
    }

    @Test
    void a_deadline_is_late_only_in_the_states_whose_law_is_sooner() throws IOException {
        var states = Check.check(protocol("defect-late-duty"), NOW)
                .getFirst()
                .details()
                .getFirst();
        assertThat(states).contains("TX", "FL").doesNotContain("WA");
    }

    @Test
    void what_names_nothing_nobody_or_one_language_only_is_found() throws IOException {
        var text = text("sound-short");
        assertThat(kinds(text.replace("role: lead", "role: janitor"))).containsOnly(Kind.NOBODY);
        assertThat(kinds(text.replace("es: Reúnase", "es: ''"))).containsOnly(Kind.TRANSLATION);
        assertThat(kinds(text.replace("after: [safe]", "after: [save]"))).containsOnly(Kind.NO_SUCH_ITEM);
        assertThat(kinds(text.replace("{recorded: meeting-held}", "{recorded: dinner-held}")))
                .containsOnly(Kind.NO_SUCH_RECORD);
        assertThat(kinds(text.replace("answer: safe, is: no", "answer: safe, is: maybe")))
                .containsOnly(Kind.NO_SUCH_VALUE);
        assertThat(kinds(text.replace("law: oral-hours}", "school-days: 0}"))).containsOnly(Kind.DUTY_TOO_LATE);
        assertThat(kinds(text.replace("from: concern-raised, law", "from: case-opened, law")))
                .containsOnly(Kind.DUTY_COUNTS_LATE);
        assertThat(kinds(text.replace("duty: {rests-on: oral-hours}", "obliges: true")))
                .containsOnly(Kind.DUTY_MISSING);
        assertThat(kinds(text.replace("done-by: [{recorded: report-made}]", "done-by: [{answered: safe}]")))
                .as("no would count as met")
                .containsOnly(Kind.DUTY_BY_ANSWER);
    }

    @Test
    void a_duty_that_hangs_on_too_many_answers_to_try_is_not_taken_for_sound() throws IOException {
        // Always so, and known to be hard to see: six can't have five places each for themselves.
        var questions = new StringBuilder();
        var alone = new ArrayList<String>();
        for (var one = 1; one <= 6; one++) {
            var none = new ArrayList<String>();
            for (var place = 1; place <= 5; place++) {
                questions.append("""
                              - question: q%1$d%2$d
                                title: {en: Is %1$d at %2$d?, es: '¿Está %1$d en %2$d?'}
                                role: lead
                                kind: yes-no
                                unknown-counts-as: no
                        """.formatted(one, place));
                none.add("{answer: q%d%d, is: [no, unknown]}".formatted(one, place));
                for (var other = one + 1; other <= 6; other++) {
                    alone.add("{all: [{answer: q%1$d%3$d, is: yes}, {answer: q%2$d%3$d, is: yes}]}"
                            .formatted(one, other, place));
                }
            }
            alone.add("{all: [" + String.join(", ", none) + "]}");
        }
        var text = text("sound-short")
                .replace("      - question: safe\n", questions + "      - question: safe\n")
                .replace(
                        "when: {fact: child, is: [yes, unknown]}",
                        "when: {any: [{any: [" + String.join(", ", alone.subList(0, 41)) + "]}, {any: ["
                                + String.join(", ", alone.subList(41, alone.size())) + "]}]}");
        var findings = Check.check(ProtocolFormat.read(text), NOW);
        assertThat(findings)
                .filteredOn(finding -> finding.kind().blocks())
                .extracting(Finding::kind)
                .contains(Kind.DUTY_UNSURE);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void each_finding_says_in_both_languages_what_to_do(Kind kind) throws IOException {
        var messages = new Messages();
        var protocol = protocol("sound-short");
        var finding = new Finding(kind, "meet", List.of("safe", "x"), List.of());
        var english = finding.says(protocol, messages, Locale.ENGLISH);

        assertThat(english).isNotEqualTo(kind.key()).hasSizeGreaterThan(30).doesNotContain("{");
        assertThat(finding.says(protocol, messages, Locale.of("es"))).isNotEqualTo(english);
    }

    private static List<Kind> kinds(String text) {
        return Check.check(ProtocolFormat.read(text), NOW).stream()
                .map(Finding::kind)
                .toList();
    }

    private static Protocol protocol(String name) throws IOException {
        return ProtocolFormat.read(text(name));
    }

    private static String text(String name) throws IOException {
        return Files.readString(Path.of("src/test/protocols", name + ".yaml"));
    }
}
