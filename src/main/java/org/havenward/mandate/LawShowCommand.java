package org.havenward.mandate;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.havenward.platform.CommandLineTool;
import org.havenward.platform.TimeAndChance;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ./havenward law show TX --on 2025-06-19}: a state's law of a day as it ships, with sources. Needs no database.
 * Exit code 0: shown; 2: no such state or day.
 */
@Command(
        name = "law show",
        description = "Shows a state's law of a day as it ships, before any district's review.",
        mixinStandardHelpOptions = true)
class LawShowCommand implements CommandLineTool.WithoutHouse, Callable<Integer> {
    private static final int NOT_THERE = 2;

    @Parameters(paramLabel = "STATE", description = "Two letters, such as TX.")
    private String state = "";

    @Option(names = "--on", paramLabel = "DATE", description = "Such as 2025-06-19 (default: today).")
    private @Nullable String on;

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Option(names = "--lang", paramLabel = "LANGUAGE", description = "en or es (default: en).")
    private String language = "en";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec).commandLine();
        var reading = new LawReader().shipped();
        var file = reading.laws().get(state.strip().toUpperCase(Locale.ROOT));
        if (file == null) {
            line.getErr()
                    .println("There is no state " + state + ". There are: "
                            + String.join(" ", new TreeSet<>(reading.laws().keySet())));
            return NOT_THERE;
        }
        LocalDate day;
        try {
            day = on == null
                    ? new TimeAndChance().clock().instant().atZone(file.zone()).toLocalDate()
                    : LocalDate.parse(on);
        } catch (DateTimeParseException noDay) {
            line.getErr().println("Write the day as year-month-day, such as 2025-06-19.");
            return NOT_THERE;
        }
        var law = Law.shipped(file, day);
        if (json) {
            line.getOut()
                    .println(JsonMapper.builder()
                            .build()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(tree(law)));
        } else {
            print(law, reading.sources(), file, line.getOut());
        }
        line.getOut().flush();
        return 0;
    }

    private void print(Law law, LawSources sources, StateLaw file, PrintWriter out) {
        var locale = Locale.of(language.equals("es") ? "es" : "en");
        var words = new LawWords(new Messages(), locale);
        out.println(words.t("law.cli.title", law.name().in(locale), law.state(), words.day(law.on())));
        out.println(words.t("law.cli.unreviewed"));
        for (var field : LawField.values()) {
            var part = law.part(field);
            out.println();
            out.println(words.t(field.key()));
            words.of(part.version().value()).forEach(said -> out.println("  " + said));
            if (LawWords.unknown(part.version().value())) {
                out.println("  " + words.t("law.safe-default." + field.id()));
            }
            out.println("    " + words.grounds(part.version()));
            var next = part.next();
            if (next != null) {
                out.println("    " + words.t("law.next", words.day(next.effectiveFrom())));
            }
        }
        out.println();
        out.println(words.t("law.sources"));
        file.seen()
                .forEach(seen -> sources.of(seen.code())
                        .ifPresent(source -> out.println("  " + source.code() + "  "
                                + source.says().in(locale) + (seen.what() == null ? "" : ": " + seen.what()))));
    }

    /** The law as the API and programs read it. */
    static ObjectNode tree(Law law) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("state", law.state());
        tree.put("name", law.name().en());
        tree.put("on", law.on().toString());
        var fields = tree.putObject("fields");
        Arrays.stream(LawField.values()).forEach(field -> {
            var part = law.part(field);
            var node = fields.putObject(field.id());
            node.set("value", LawValues.write(part.version().value()));
            node.put("effectiveFrom", part.version().effectiveFrom().toString());
            node.put("datedBy", part.version().datedByLaw() ? "law" : "source");
            node.put("confidence", LawValues.word(part.version().confidence()));
            var codes = node.putArray("sources");
            part.version().sources().forEach(codes::add);
            node.put("review", LawValues.word(part.standing()));
        });
        return tree;
    }
}
