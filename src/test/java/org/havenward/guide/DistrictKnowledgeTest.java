package org.havenward.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havenward.district.Districts;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A district's own files: added to ours, never in place of them, and refused whole where one of them is not sound. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DistrictKnowledgeTest {
    private static final DistrictId DESERT = new DistrictId(UUID.fromString("0198a000-0000-7000-8000-000000000001"));
    private static final DistrictId COAST = new DistrictId(UUID.fromString("0198a000-0000-7000-8000-000000000002"));
    private static final String LOCAL_LINE = """
            kind: help-lines
            entries:
              - id: local.county-crisis
                version: 1
                source: "County office, confirmed by phone"
                call: 1-555-010-0100
                checked: 2026-10
                words:
                  en: {name: County crisis team, text: "When a student needs someone to come out.", hours: Day and night}
                  es: {name: Equipo de crisis del condado, text: "Cuando un estudiante necesita que alguien vaya.", hours: Día y noche}
            """;

    @TempDir
    Path data;

    private Instant now = Instant.parse("2026-11-23T17:00:00Z");

    @Test
    void a_district_sees_its_own_line_right_after_the_emergency_number_and_another_does_not() throws IOException {
        write(DESERT, "lines.yaml", LOCAL_LINE);
        var guide = guide();

        DistrictScope.run(
                DESERT,
                () -> assertThat(guide.helpLines())
                        .extracting(HelpLine::id)
                        .startsWith("line.911", "local.county-crisis", "line.trafficking"));
        DistrictScope.run(
                COAST,
                () -> assertThat(guide.helpLines()).extracting(HelpLine::id).doesNotContain("local.county-crisis"));
        assertThat(guide.helpLines()).hasSize(6);
    }

    @Test
    void an_id_of_ours_cannot_be_taken() throws IOException {
        write(DESERT, "lines.yaml", LOCAL_LINE.replace("local.county-crisis", "line.trafficking"));
        var guide = guide();

        DistrictScope.run(DESERT, () -> assertThat(guide.helpLines()).hasSize(6));
        assertThat(guide.districtsWithProblems()).isEqualTo(1);
    }

    @Test
    void a_file_with_a_problem_is_refused_with_its_place_and_the_others_with_it() throws IOException {
        write(DESERT, "a.yaml", LOCAL_LINE);
        write(DESERT, "b.yaml", LOCAL_LINE.replace("county-crisis", "other").replace("    call: 1-555-010-0100\n", ""));
        write(DESERT, "c.yaml", "kind: help-lines\nentries: [");
        write(DESERT, "d.yaml", LOCAL_LINE);
        write(DESERT, "e.yaml", "");

        var reading = new KnowledgeReader().ofDistrict(folder(DESERT));

        assertThat(reading.knowledge().all()).isEmpty();
        assertThat(reading.problems())
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("b.yaml: /entries/0").contains("call"))
                .anySatisfy(problem -> assertThat(problem).startsWith("c.yaml: line "))
                .anySatisfy(problem ->
                        assertThat(problem).isEqualTo("d.yaml: id local.county-crisis is used twice, first in a.yaml"))
                .anySatisfy(problem -> assertThat(problem).startsWith("e.yaml: is empty"));
    }

    @Test
    void a_mended_file_counts_within_half_a_minute_and_a_broken_one_keeps_what_was_sound() throws IOException {
        write(DESERT, "lines.yaml", LOCAL_LINE);
        var guide = guide();
        assertThat(nameOfLocalLine(guide)).isEqualTo("County crisis team");

        now = now.plus(Duration.ofSeconds(1));
        write(DESERT, "lines.yaml", LOCAL_LINE.replace("County crisis team", "County mobile team"));
        assertThat(nameOfLocalLine(guide)).isEqualTo("County crisis team");
        now = now.plus(Duration.ofSeconds(31));
        assertThat(nameOfLocalLine(guide)).isEqualTo("County mobile team");

        write(DESERT, "lines.yaml", "kind: nonsense");
        now = now.plus(Duration.ofSeconds(31));
        assertThat(nameOfLocalLine(guide)).isEqualTo("County mobile team");
        assertThat(guide.districtsWithProblems()).isEqualTo(1);
        assertThat(new GuideHealth(guide).check().well()).isFalse();
    }

    @Test
    void an_indicator_that_a_district_took_out_still_shows_as_its_id() {
        assertThat(guide().indicatorText("local.gone", Locale.ENGLISH)).isEqualTo("local.gone");
        assertThat(guide().indicatorText("sex.older-partner", Locale.ENGLISH)).contains("much older");
    }

    @Test
    void a_reader_who_is_not_signed_in_sees_the_lines_of_the_only_district() throws IOException {
        write(DESERT, "lines.yaml", LOCAL_LINE);
        var desert = new Districts.District(DESERT, "Desert", "AZ", "America/Phoenix", 240);
        var coast = new Districts.District(COAST, "Coast", "CA", "America/Los_Angeles", 240);

        assertThat(new Guide(data, () -> now, new Here(List.of(desert))).helpLines())
                .hasSize(7);
        assertThat(new Guide(data, () -> now, new Here(List.of(desert, coast))).helpLines())
                .hasSize(6);
    }

    /** The districts of a deployment. */
    private record Here(List<District> all) implements Districts {
        @Override
        public Optional<District> find(String idOrName) {
            return Optional.empty();
        }

        @Override
        public District create(String name, String state, String zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public District current() {
            return all.getFirst();
        }
    }

    private static String nameOfLocalLine(Guide guide) {
        return DistrictScope.call(
                DESERT,
                () -> guide.helpLines().stream()
                        .filter(Entry::local)
                        .findFirst()
                        .orElseThrow()
                        .name(Locale.ENGLISH));
    }

    private Guide guide() {
        return new Guide(data, () -> now, new Here(List.of()));
    }

    private Path folder(DistrictId district) {
        return data.resolve("content").resolve(district.value().toString()).resolve("guide");
    }

    private void write(DistrictId district, String name, String content) throws IOException {
        Files.createDirectories(folder(district));
        var file = Files.writeString(folder(district).resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(now));
    }
}
