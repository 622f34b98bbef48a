package org.havenward.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code instrument check} on the command line, without a database or a district. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InstrumentCommandTest {
    private static final Path SHIPPED = Path.of("src/main/resources/content/instruments/safety.yaml");

    private int code;

    @Test
    void a_sound_instrument_is_told_with_its_questions() {
        assertThat(run(SHIPPED)).contains("Sound: havenward.safety, version", "questions.");
        assertThat(code).isZero();
    }

    @Test
    void what_would_not_be_imported_is_named_with_its_file(@TempDir Path folder) throws IOException {
        var broken = folder.resolve("broken.yaml");
        Files.writeString(broken, Files.readString(SHIPPED).replaceFirst("(?m)^id: .*$", "id: \"\""));
        assertThat(run(broken)).contains(broken.toString(), "it would not be imported");
        assertThat(code).isEqualTo(1);
        Files.write(broken, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(run(broken)).contains("can't be read as UTF-8 text");
        assertThat(code).isEqualTo(1);
        assertThat(run(folder.resolve("none.yaml"))).contains("can't be read");
        assertThat(code).isEqualTo(1);
    }

    private String run(Path file) {
        var said = new StringWriter();
        var line = new CommandLine(new InstrumentCommand());
        line.setOut(new PrintWriter(said, true));
        line.setErr(new PrintWriter(said, true));
        code = line.execute(file.toString());
        return said.toString();
    }
}
