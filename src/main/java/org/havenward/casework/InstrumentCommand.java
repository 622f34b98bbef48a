package org.havenward.casework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.havenward.casework.instrument.InstrumentReader;
import org.havenward.platform.CommandLineTool;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./havenward instrument check FILE}: whether an instrument is sound, before a coordinator imports it. Exit code 0:
 * sound; 1: not.
 */
@Component
@Command(
        name = "instrument check",
        description = "Checks an instrument (YAML) before it is imported.",
        mixinStandardHelpOptions = true)
class InstrumentCommand implements CommandLineTool, Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The instrument's YAML file.")
    private Path file = Path.of("instrument.yaml");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        try {
            if (Files.size(file) > 4L * InstrumentReader.LONGEST) {
                out.println(file + ": is too long for an instrument");
                return 1;
            }
            var reading = new InstrumentReader().read(Files.readString(file, StandardCharsets.UTF_8));
            reading.problems().forEach(problem -> out.println(file + ": " + problem));
            var instrument = reading.instrument();
            out.println(
                    instrument == null
                            ? reading.problems().size() + " problems; it would not be imported."
                            : "Sound: " + instrument.id() + ", version " + instrument.version() + ", "
                                    + instrument
                                            .items()
                                            .filter(item -> item.kind().asks())
                                            .count() + " questions.");
            return instrument == null ? 1 : 0;
        } catch (IOException unreadable) {
            out.println(file + ": can't be read as UTF-8 text");
            return 1;
        } finally {
            out.flush();
        }
    }
}
