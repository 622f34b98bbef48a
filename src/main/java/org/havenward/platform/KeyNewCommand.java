package org.havenward.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a master key for a deployment with a database server of its own. Needs no database. */
@Command(
        name = "new",
        description = "Writes a new master key into a file that only you may read.",
        mixinStandardHelpOptions = true)
final class KeyNewCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that does not exist yet.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Override
    public Integer call() {
        if (Files.exists(file)) {
            spec.commandLine().getErr().println(file + " exists; a master key is never written over.");
            return 1;
        }
        MasterKey.make(file);
        spec.commandLine()
                .getOut()
                .println("Wrote " + file + ". Name it with HAVENWARD_MASTER_KEY_FILE, and keep a copy.");
        return 0;
    }
}
