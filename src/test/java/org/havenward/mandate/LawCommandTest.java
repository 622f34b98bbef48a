package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.havenward.Havenward;
import org.havenward.platform.Commands;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/** The law on the command line, without a database or a district. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LawCommandTest {
    private int code;

    @Test
    void a_state_s_law_is_shown_as_of_a_day() {
        var today = run(new LawShowCommand(), "tx", "--on", "2026-03-06");
        assertThat(code).isZero();
        assertThat(today)
                .contains("The law of Texas (TX) on Mar 6, 2026", "Within 24 hours", "In force since Jun 20, 2025")
                .contains("Texas Abuse Hotline (DFPS): 1-800-252-5400", "Sources", "No district has reviewed it");
        assertThat(run(new LawShowCommand(), "TX", "--on", "2025-06-19"))
                .contains("Within 48 hours", "Another version holds from Jun 20, 2025");
        assertThat(run(new LawShowCommand(), "AK", "--on", "2026-03-06", "--lang", "es"))
                .contains("No se sabe", "Por eso vale lo seguro");
    }

    @Test
    void programs_get_it_as_json() {
        var tree = JsonMapper.builder().build().readTree(run(new LawShowCommand(), "MN", "--on=2026-03-06", "--json"));
        assertThat(tree.at("/fields/written-report/value/hours").asInt()).isEqualTo(72);
        assertThat(tree.at("/fields/written-report/value/leaves_out").asString())
                .isEqualTo("weekends-and-holidays");
        assertThat(tree.at("/fields/oral-deadline/effectiveFrom").asString()).isEqualTo("2021-11-01");
        assertThat(tree.at("/on").asString()).isEqualTo("2026-03-06");
    }

    @Test
    void what_is_not_there_is_said() {
        assertThat(run(new LawShowCommand(), "XX")).contains("There is no state XX", "TX");
        assertThat(code).isEqualTo(2);
        assertThat(run(new LawShowCommand(), "TX", "--on", "soon")).contains("year-month-day");
        assertThat(code).isEqualTo(2);
    }

    @Test
    void law_files_are_checked(@TempDir Path folder) throws IOException {
        assertThat(run(new LawCheckCommand(), "src/main/resources/content/law")).contains("the law of 51 states");
        assertThat(code).isZero();
        Files.writeString(folder.resolve("tx.yaml"), "state: TX");
        assertThat(run(new LawCheckCommand(), folder.toString())).contains("tx.yaml", "problems");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void neither_command_opens_the_house_or_touches_its_data(@TempDir Path data) throws IOException {
        var before = System.getProperty("havenward.data");
        var folder = data.resolve("untouched");
        try {
            assertThat(Commands.run(
                            Havenward.class, "--data", folder.toString(), "law", "show", "TX", "--on", "2026-03-06"))
                    .isZero();
            assertThat(Commands.run(
                            Havenward.class,
                            "--data",
                            folder.toString(),
                            "law",
                            "check",
                            "src/main/resources/content/law"))
                    .isZero();
            assertThat(folder).doesNotExist();
        } finally {
            if (before == null) {
                System.clearProperty("havenward.data");
            } else {
                System.setProperty("havenward.data", before);
            }
        }
    }

    private String run(Object command, String... arguments) {
        var said = new StringWriter();
        var line = new CommandLine(command);
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        code = line.execute(arguments);
        return said.toString();
    }
}
