package org.havenward.guide;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.havenward.platform.CommandLineTool;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./havenward guide check FOLDER}: whether a district's knowledge files are sound, before they are put in place.
 * Exit code 0: sound; 1: not.
 */
@Component
@Command(
        name = "guide check",
        description = "Checks a district's own knowledge files (YAML) before they are put in place.",
        mixinStandardHelpOptions = true)
class GuideCommand implements CommandLineTool, Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "The folder with the *.yaml files.")
    private Path folder = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        var reading = new KnowledgeReader().ofDistrict(folder);
        reading.problems().forEach(out::println);
        out.println(
                reading.sound()
                        ? "Sound: " + reading.knowledge().all().size() + " entries."
                        : reading.problems().size() + " problems; nothing of this folder would be used.");
        out.flush();
        return reading.sound() ? 0 : 1;
    }
}
