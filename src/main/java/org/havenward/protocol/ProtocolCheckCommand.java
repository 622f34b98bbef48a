package org.havenward.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.havenward.platform.CommandLineTool;
import org.havenward.platform.TimeAndChance;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./havenward protocol check FILE}: whether a protocol can be relied on. Needs no database. Exit code 0: sound; 1: not,
 * and what is wrong is printed; 2: the command was not understood.
 */
@Command(
        name = "protocol check",
        description = "Checks a protocol (YAML or JSON) under the law of every state, or of those named.",
        mixinStandardHelpOptions = true)
class ProtocolCheckCommand implements CommandLineTool.WithoutHouse, Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The protocol; see docs/protocol-format.md.")
    private Path file = Path.of("");

    @Option(names = "--state", paramLabel = "STATE", description = "Two letters, such as TX; may be given again.")
    private List<String> states = new ArrayList<>();

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "en or es (default: en).")
    private String language = "en";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec).commandLine();
        var text = text(line, file);
        var now = new TimeAndChance().clock().instant();
        var laws = states.isEmpty()
                ? ShippedLaw.all(now)
                : states.stream()
                        .map(state -> ShippedLaw.find().of(state(line, state), now))
                        .toList();
        Protocol protocol;
        try {
            protocol = ProtocolFormat.read(text);
        } catch (ProtocolFault fault) {
            fault.problems().forEach(problem -> line.getOut().println(file + ": " + problem));
            line.getOut().flush();
            return 1;
        }
        var findings = Check.check(protocol, laws, ProtocolRoles.ALL, ProtocolRecords.ALL);
        tell(line, protocol, text, findings);
        return findings.isEmpty() ? 0 : 1;
    }

    private void tell(CommandLine line, Protocol protocol, String text, List<Finding> findings) {
        var messages = new Messages();
        var locale = Locale.of(language.equals("es") ? "es" : "en");
        var lines = ProtocolFormat.lines(text);
        for (var finding : findings) {
            var item = finding.item();
            line.getOut()
                    .println(file + ": " + (item == null ? "" : "line " + lines.get(item) + ": " + item + ": ")
                            + LawField.Words.word(finding.kind()) + ": " + finding.says(protocol, messages, locale));
        }
        if (findings.isEmpty()) {
            line.getOut().println(messages.text(locale, "protocol.check.sound"));
        }
        line.getOut().flush();
    }

    /** What is in a file; where it can't be read, the command was not understood. */
    static String text(CommandLine line, Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CommandLine.ParameterException(line, file + " can't be read as a text file (UTF-8).");
        }
    }

    static String state(CommandLine line, String state) {
        var states = ShippedLaw.find().states();
        var known = state.strip().toUpperCase(Locale.ROOT);
        if (!states.contains(known)) {
            throw new CommandLine.ParameterException(
                    line, "There is no state " + state + ". There are: " + String.join(" ", states));
        }
        return known;
    }
}
