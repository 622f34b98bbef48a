package org.havenward.casework.instrument;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads instruments and checks them: against their schema, then for what a schema cannot say. All of it, or nothing. */
public final class InstrumentReader {
    /** The longest text of an instrument, in characters. */
    public static final int LONGEST = 300_000;

    private static final String FOLDER = "/content/instruments/";
    private static final List<String> SHIPPED = List.of("safety", "conversation");

    private final YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private final Schema schema;

    public InstrumentReader() {
        try (var in = resource("instrument.schema.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(in, InputFormat.JSON);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What is wrong with an instrument.
     *
     * @param line counted from 1
     * @param place such as {@code /sections/0/items/2/ask}; empty for the whole
     * @param text in English: what is wrong, and where it helps, what to do
     */
    public record Problem(int line, String place, String text) {
        @Override
        public String toString() {
            return "line " + line + (place.isEmpty() ? "" : ", " + place) + ": " + text;
        }
    }

    /** What was read, or what is wrong with it; never both. */
    public record Reading(@Nullable Instrument instrument, List<Problem> problems) {
        public boolean sound() {
            return instrument != null;
        }
    }

    /** An instrument with the text that it was read from, and the hash of that. */
    public record Sourced(Instrument instrument, String content, String hash) {}

    /** The instruments that ship with Havenward. A flaw in one is a flaw in the build. */
    public List<Sourced> shipped() {
        var all = new ArrayList<Sourced>();
        for (var name : SHIPPED) {
            try (var in = resource(name + ".yaml")) {
                var content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                var reading = read(content);
                var instrument = Optional.ofNullable(reading.instrument())
                        .orElseThrow(() -> new IllegalStateException(
                                "The instrument that ships is not sound: " + name + " " + reading.problems()));
                all.add(new Sourced(instrument, content, hash(content)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return List.copyOf(all);
    }

    /** Reads and checks an instrument. */
    public Reading read(String content) {
        if (content.length() > LONGEST) {
            return unsound(1, "is longer than " + LONGEST + " characters: split it into two instruments");
        }
        JsonNode tree;
        YamlLines lines;
        try {
            tree = yaml.readTree(content);
            if (tree == null || !tree.isObject()) {
                return unsound(1, "is empty or not a mapping: it starts with 'kind: instrument'");
            }
            try (var parser = yaml.createParser(content)) {
                lines = YamlLines.of(parser);
            }
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            return unsound(at == null ? 1 : Math.max(1, at.getLineNr()), "not YAML: " + malformed.getOriginalMessage());
        }
        var problems = new ArrayList<Problem>();
        for (var error : schema.validate(tree)) {
            var place = String.valueOf(error.getInstanceLocation());
            problems.add(new Problem(lines.line(place), place, inWords(error)));
        }
        if (!problems.isEmpty()) {
            return new Reading(null, problems);
        }
        var instrument = yaml.treeToValue(tree, Instrument.class);
        new InstrumentCheck(instrument, (place, text) -> problems.add(new Problem(lines.line(place), place, text)))
                .run();
        return problems.isEmpty() ? new Reading(instrument, List.of()) : new Reading(null, problems);
    }

    /** The hash by which a version is kept: SHA-256 of its text, with the line ends of Unix. */
    public static String hash(String content) {
        try {
            var unix = content.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(unix));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Reading unsound(int line, String text) {
        return new Reading(null, List.of(new Problem(line, "", text)));
    }

    private static String inWords(Error error) {
        var said = error.getMessage();
        return "additionalProperties".equals(error.getKeyword())
                ? said
                        + " (an instrument has no points, weights, or totals: what answers mean is a counselor's judgment)"
                : said;
    }

    private static InputStream resource(String name) {
        var stream = InstrumentReader.class.getResourceAsStream(FOLDER + name);
        if (stream == null) {
            throw new IllegalStateException("Missing from the jar: " + FOLDER + name);
        }
        return stream;
    }
}
