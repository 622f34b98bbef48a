package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
