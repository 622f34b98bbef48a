package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.havenward.guide.ReadingLevel;
import org.havenward.mandate.LawVersion.Confidence;
import org.havenward.protocol.LawFacts.Known;
import org.havenward.protocol.LawFacts.SafeHarbor;
import org.havenward.web.Messages;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law that ships: whole, dated, sourced, plain, and honest about what is not known. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LawContentTest {
    private static final LawReader.Reading SHIPPED = new LawReader().shipped();

    @Test
    void all_fifty_states_and_the_capital_are_there_with_every_part() {
        assertThat(SHIPPED.laws().keySet()).containsExactlyInAnyOrderElementsOf(LawReader.STATES);
        SHIPPED.laws()
                .values()
                .forEach(law -> assertThat(LawField.values()).allSatisfy(field -> {
                    assertThat(law.versions(field))
                            .as(law.state() + " " + field)
                            .isNotEmpty();
                    assertThat(law.versions(field))
                            .allSatisfy(version -> assertThat(version.sources())
                                    .isNotEmpty()
                                    .isSubsetOf(law.seen().stream()
                                            .map(StateLaw.Seen::code)
                                            .toList()));
                }));
    }

    @Test
    void what_is_not_known_stays_unknown() {
        assertThat(law("AK", "2026-03-06").needsCaregiver()).isEqualTo(Known.UNKNOWN);
        for (var state : new String[] {"AK", "HI", "NM", "RI", "WI"}) {
            var law = law(state, "2026-03-06");
            assertThat(law.facts().safeHarbor()).as(state).isEqualTo(SafeHarbor.UNKNOWN);
            assertThat(law.part(LawField.SAFE_HARBOR).version().confidence()).isEqualTo(Confidence.LOW);
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            TX, 2025-06-19, 48
            TX, 2025-06-20, 24
            TX, 2026-03-06, 24
            CO, 2025-08-31, -
            CO, 2025-09-01, 24
            WA, 2026-03-06, 48
            AZ, 2026-03-06, 0
            TX, 1999-01-01, 48
            """)
    void the_law_is_that_of_the_day(String state, LocalDate on, Integer hours) {
        assertThat(law(state, on.toString()).oralHours()).isEqualTo(hours);
    }

    @Test
    void minnesota_leaves_weekends_and_holidays_out_of_the_written_hours_and_nobody_else_does() {
        assertThat(SHIPPED.laws().values())
                .filteredOn(file -> Law.shipped(file, LocalDate.of(2026, 3, 6))
                        .writtenReport()
                        .workdaysOnly())
                .extracting(StateLaw::state)
                .containsExactly("MN");
    }

    @Test
    void majority_is_18_but_for_alabama_nebraska_and_mississippi() {
        for (var state : LawReader.STATES) {
            assertThat(law(state, "2026-03-06").ageOfMajority())
                    .as(state)
                    .isEqualTo(
                            switch (state) {
                                case "AL", "NE" -> 19;
                                case "MS" -> 21;
                                default -> 18;
                            });
        }
    }

    @Test
    void eighteen_states_ask_everyone_to_report() {
        assertThat(LawReader.STATES)
                .filteredOn(state -> law(state, "2026-03-06").facts().everyoneReports() == Known.YES)
                .hasSize(18);
    }

    @Test
    void notes_are_plain_and_in_both_languages() {
        var english = new ArrayList<String>();
        var messages = new Messages();
        var words = new LawWords(messages, Locale.ENGLISH);
        SHIPPED.laws().values().forEach(file -> {
            var law = Law.shipped(file, LocalDate.of(2026, 3, 6));
            var notes = (LawValue.Notes) law.part(LawField.NOTES).version().value();
            assertThat(notes.words().en()).isNotEqualTo(notes.words().es());
            Arrays.stream(LawField.values())
                    .filter(field -> field != LawField.HOTLINES)
                    .forEach(field ->
                            english.addAll(words.of(law.part(field).version().value())));
            assertThat(ReadingLevel.ofAll(java.util.List.of(notes.words().en())))
                    .as(law.state())
                    .isLessThan(12);
        });
        assertThat(ReadingLevel.ofAll(english)).isLessThan(8.5);
    }

    @Test
    void every_value_of_every_part_has_words_in_both_languages() {
        var messages = new Messages();
        for (var locale : new Locale[] {Locale.ENGLISH, Locale.of("es")}) {
            var words = new LawWords(messages, locale);
            SHIPPED.laws()
                    .values()
                    .forEach(file -> Arrays.stream(LawField.values())
                            .flatMap(field -> file.versions(field).stream())
                            .forEach(version -> {
                                assertThat(words.of(version.value()))
                                        .isNotEmpty()
                                        .noneMatch(said -> said.startsWith("law."));
                                assertThat(words.grounds(version)).doesNotContain("law.");
                            }));
            for (var field : LawField.values()) {
                var unknown = StateLaw.unknown("PR", java.time.ZoneId.of("America/Puerto_Rico"))
                        .versions(field)
                        .getFirst()
                        .value();
                assertThat(words.of(unknown)).noneMatch(said -> said.startsWith("law."));
                if (LawWords.unknown(unknown)) {
                    assertThat(messages.knows("law.safe-default." + field.id())).isTrue();
                }
            }
            for (var why : Routing.Why.values()) {
                assertThat(messages.knows(why.key())).isTrue();
            }
        }
    }

    @Test
    void what_is_written_down_is_read_as_it_was() {
        SHIPPED.laws()
                .values()
                .forEach(file -> Arrays.stream(LawField.values())
                        .forEach(field -> file.versions(field)
                                .forEach(version -> assertThat(LawValues.read(field, LawValues.write(version.value())))
                                        .isEqualTo(version.value()))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hours: 24                  | hours: soon               | /fields/oral-deadline
            hours: 24                  | hours: -1                 | /fields/oral-deadline
            effective_from: 2021-11-01 | effective_from: long ago  | effective_from
            confidence: high           | confidence: total         | confidence
            sources: [AGE]             | sources: []               | sources
            sources: [AGE]             | sources: [NOBODY]         | does not explain
            acts_on: caregivers-only   | acts_on: nobody           | acts_on
            state: "TX"                | state: "Texas"            | state
            years: 18                  | years: 18, adult: true    | not YAML
            """)
    void a_flawed_file_is_named_with_its_place(String was, String becomes, String said, @TempDir Path folder)
            throws IOException {
        var text = Files.readString(Path.of("src/main/resources/content/law/tx.yaml"));
        assertThat(text).contains(was);
        Files.writeString(folder.resolve("tx.yaml"), text.replaceFirst(java.util.regex.Pattern.quote(was), becomes));
        assertThat(new LawReader().ofFolder(folder).problems())
                .isNotEmpty()
                .anyMatch(problem -> problem.contains(said));
    }

    @Test
    void one_day_has_one_version_and_one_state_one_file(@TempDir Path folder) throws IOException {
        var text = Files.readString(Path.of("src/main/resources/content/law/tx.yaml"));
        Files.writeString(folder.resolve("tx.yaml"), text.replace("2025-06-20", "2021-11-01"));
        Files.writeString(folder.resolve("tx2.yaml"), text);
        assertThat(new LawReader().ofFolder(folder).problems())
                .anyMatch(problem -> problem.contains("two versions from 2021-11-01"))
                .anyMatch(problem -> problem.contains("has another file"));
        assertThat(new LawReader().ofFolder(folder.resolve("nowhere")).problems())
                .isNotEmpty();
    }

    private static Law law(String state, String on) {
        return Law.shipped(Objects.requireNonNull(SHIPPED.laws().get(state)), LocalDate.parse(on));
    }
}
