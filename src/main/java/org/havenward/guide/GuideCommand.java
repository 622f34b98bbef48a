package org.havenward.guide;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.havenward.platform.CommandLineTool;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine;

/** {@code ./havenward guide check FOLDER}: whether a district's knowledge files are sound, before they are put in place. */
@Component
@CommandLine.Command(name = "guide", description = "Checks a district's own knowledge files (YAML).")
class GuideCommand implements CommandLineTool, Callable<Integer> {
    @CommandLine.Parameters(index = "0", paramLabel = "check", description = "The word: check")
    private String verb = "check";

    @CommandLine.Parameters(index = "1", paramLabel = "FOLDER", description = "The folder with the *.yaml files")
    private Path folder = Path.of(".");

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        if (!verb.equals("check")) {
            out.println("The guide command knows one word: check");
            return 2;
        }
        var reading = new KnowledgeReader().ofDistrict(folder);
        reading.problems().forEach(out::println);
        out.println(
                reading.sound()
                        ? "Sound: " + reading.knowledge().all().size() + " entries"
                        : reading.problems().size() + " problems; nothing of this folder would be used");
        return reading.sound() ? 0 : 1;
    }
}
