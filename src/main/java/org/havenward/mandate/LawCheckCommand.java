package org.havenward.mandate;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.havenward.platform.CommandLineTool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./havenward law check FOLDER}: whether law files are sound, for those who bring them up to date. Needs no database.
 * Exit code 0: sound; 1: not.
 */
@Command(
        name = "law check",
        description = "Checks law files (YAML, one for each state) before they are built in.",
        mixinStandardHelpOptions = true)
class LawCheckCommand implements CommandLineTool.WithoutHouse, Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "The folder with the *.yaml files.")
    private Path folder = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var reading = new LawReader().ofFolder(folder);
        reading.problems().forEach(out::println);
        out.println(
                reading.sound()
                        ? "Sound: the law of " + reading.laws().size() + " states."
                        : reading.problems().size() + " problems.");
        out.flush();
        return reading.sound() ? 0 : 1;
    }
}
