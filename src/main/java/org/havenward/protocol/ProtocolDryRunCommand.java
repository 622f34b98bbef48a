package org.havenward.protocol;

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.havenward.platform.CommandLineTool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./havenward protocol dry-run FILE --state TX --facts facts.yaml --answers answers.yaml --at
 * 2026-03-06T15:10-06:00}: where a case that is only thought of would stand, as JSON. Needs no database. Exit code 0: printed;
 * 1: a file is not as it must be; 2: the command was not understood.
 */
@Command(
        name = "protocol dry-run",
        description = "Prints the steps of a protocol for facts and answers that are only thought of, as JSON.",
        mixinStandardHelpOptions = true)
class ProtocolDryRunCommand implements CommandLineTool.WithoutHouse, Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The protocol; see docs/protocol-format.md.")
    private Path file = Path.of("");

    @Option(names = "--state", paramLabel = "STATE", required = true, description = "Whose law: such as TX.")
    private String state = "";

    @Option(names = "--facts", paramLabel = "FILE", description = "Facts of the case (default: just opened).")
    private @Nullable Path facts;

    @Option(names = "--answers", paramLabel = "FILE", description = "Answers (default: none).")
    private @Nullable Path answers;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            required = true,
            description = "The moment, such as 2026-03-06T15:10-06:00.")
    private String at = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec).commandLine();
        var moment = moment(line);
        var law = ProtocolCheckCommand.state(line, state);
        var protocolText = ProtocolCheckCommand.text(line, file);
        var factsText = facts == null ? "{}" : ProtocolCheckCommand.text(line, facts);
        var answersText = answers == null ? "{}" : ProtocolCheckCommand.text(line, answers);
        var reading = file;
        try {
            var protocol = ProtocolFormat.read(protocolText);
            reading = facts == null ? file : facts;
            var run = DryRun.of(protocol, law, factsText, moment);
            reading = answers == null ? file : answers;
            line.getOut().println(run.json(answersText));
            line.getOut().flush();
            return 0;
        } catch (ProtocolFault fault) {
            for (var problem : fault.problems()) {
                line.getErr().println(reading + ": " + problem);
            }
            return 1;
        }
    }

    private Instant moment(CommandLine line) {
        try {
            return OffsetDateTime.parse(at.strip()).toInstant();
        } catch (DateTimeParseException noMoment) {
            throw new CommandLine.ParameterException(
                    line, "Write --at as a moment with its offset, such as 2026-03-06T15:10-06:00; not " + at);
        }
    }
}
