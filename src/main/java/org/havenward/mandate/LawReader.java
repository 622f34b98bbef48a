package org.havenward.mandate;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.havenward.guide.InBoth;
import org.havenward.mandate.LawVersion.Confidence;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads law files, one for each state and one of sources, and checks them before anything of them is believed. */
final class LawReader {
    static final List<String> STATES = List.of(
            "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
            "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH",
            "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY");
    private static final String FOLDER = "/content/law/";
    private static final String SOURCES = "sources.yaml";
    private static final long MOST_BYTES = 200_000;

    private final YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource("law.schema.json"), InputFormat.JSON);

    /** What was read, or what is wrong with it; never both. */
    record Reading(Map<String, StateLaw> laws, LawSources sources, List<String> problems) {
        boolean sound() {
            return problems.isEmpty();
        }
    }

    /** The law that ships with Havenward. A flaw in it is a flaw in the build. */
    Reading shipped() {
        var draft = new Draft();
        draft.sources(SOURCES, resource(SOURCES));
        STATES.forEach(state -> draft.state(file(state), resource(file(state))));
        var reading = draft.done();
        if (!reading.sound()) {
            throw new IllegalStateException("The law that ships is not sound: " + reading.problems());
        }
        return reading;
    }

    /** All {@code *.yaml} of a folder, or none of them where one has a problem; codes of sources are ours and the folder's. */
    Reading ofFolder(Path folder) {
        var draft = new Draft();
        try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
            var sorted = new ArrayList<Path>();
            files.forEach(sorted::add);
            sorted.sort(null);
            var own = folder.resolve(SOURCES);
            draft.sources(SOURCES, Files.exists(own) ? Files.newInputStream(own) : resource(SOURCES));
            sorted.remove(own);
            if (sorted.isEmpty()) {
                draft.problem(folder.toString(), "has no *.yaml file of a state's law");
            }
            for (var file : sorted) {
                var name = file.getFileName().toString();
                if (Files.size(file) > MOST_BYTES) {
                    draft.problem(name, "is larger than 200 kB");
                } else {
                    draft.state(name, Files.newInputStream(file));
                }
            }
        } catch (IOException unreadable) {
            draft.problem(folder.toString(), "can't be read: " + unreadable.getMessage());
        }
        return draft.done();
    }

    /** One part's value on its own, checked as if it stood in a state's file; empty where it is not sound. */
    static Optional<LawValue> value(LawField field, JsonNode value) {
        if (!value.isObject() || value.has("effective_from")) {
            return Optional.empty();
        }
        var reader = Alone.READER;
        var tree = (ObjectNode) reader.yaml.readTree(resource(file(STATES.getFirst())));
        var version = ((ObjectNode) value.deepCopy())
                .put("effective_from", "2000-01-01")
                .put("dated_by", "law")
                .put("confidence", "high");
        version.putArray("sources").add("AGE");
        ((ObjectNode) tree.required("fields")).putArray(field.id()).add(version);
        return reader.schema.validate(tree).isEmpty() ? Optional.of(LawValues.read(field, version)) : Optional.empty();
    }

    /** Made when it is first needed. */
    private static final class Alone {
        static final LawReader READER = new LawReader();
    }

    private static String file(String state) {
        return state.toLowerCase(Locale.ROOT) + ".yaml";
    }

    private static InputStream resource(String name) {
        var stream = LawReader.class.getResourceAsStream(FOLDER + name);
        if (stream == null) {
            throw new IllegalStateException("Missing from the jar: " + FOLDER + name);
        }
        return stream;
    }

    /** Gathers laws and problems over several files. */
    private final class Draft {
        private final Map<String, StateLaw> laws = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();
        private LawSources sources = new LawSources(List.of());

        void problem(String file, String what) {
            problems.add(file + ": " + what);
        }

        void sources(String file, InputStream content) {
            var tree = parse(file, content);
            if (tree == null) {
                return;
            }
            var read = new ArrayList<LawSources.Source>();
            tree.required("sources")
                    .forEach(one -> read.add(new LawSources.Source(
                            one.required("code").asString(),
                            new InBoth<>(
                                    one.required("en").asString(),
                                    one.required("es").asString()),
                            text(one, "at"),
                            text(one, "care"))));
            sources = new LawSources(read);
        }

        void state(String file, InputStream content) {
            var tree = parse(file, content);
            if (tree == null) {
                return;
            }
            if (!tree.has("state")) {
                problem(file, "is a list of sources and no state's law: name it " + SOURCES);
                return;
            }
            var law = law(file, tree);
            if (laws.putIfAbsent(law.state(), law) != null) {
                problem(file, law.state() + " has another file, too");
            }
        }

        private StateLaw law(String file, JsonNode tree) {
            var seen = new ArrayList<StateLaw.Seen>();
            tree.required("sources")
                    .forEach(one ->
                            seen.add(new StateLaw.Seen(one.required("code").asString(), text(one, "seen"))));
            seen.forEach(one -> known(file, one.code()));
            var versions = new EnumMap<LawField, List<LawVersion>>(LawField.class);
            for (var field : LawField.values()) {
                versions.put(
                        field, versions(file, field, tree.required("fields").required(field.id())));
            }
            var name = tree.required("name");
            return new StateLaw(
                    tree.required("state").asString(),
                    new InBoth<>(
                            name.required("en").asString(), name.required("es").asString()),
                    ZoneId.of(tree.required("zone").asString()),
                    seen,
                    versions);
        }

        private List<LawVersion> versions(String file, LawField field, JsonNode list) {
            var days = new HashSet<LocalDate>();
            var versions = new ArrayList<LawVersion>();
            for (var one : list) {
                var from = LocalDate.parse(one.required("effective_from").asString());
                if (!days.add(from)) {
                    problem(file, field.id() + " has two versions from " + from);
                }
                var codes = new ArrayList<String>();
                one.required("sources").forEach(code -> codes.add(code.asString()));
                codes.forEach(code -> known(file, code));
                versions.add(new LawVersion(
                        from,
                        one.required("dated_by").asString().equals("law"),
                        LawValues.read(field, one),
                        Confidence.valueOf(one.required("confidence").asString().toUpperCase(Locale.ROOT)),
                        codes));
            }
            return versions;
        }

        private void known(String file, String code) {
            if (sources.of(code).isEmpty()) {
                problem(file, "names the source " + code + ", which " + SOURCES + " does not explain");
            }
        }

        private @Nullable JsonNode parse(String file, InputStream content) {
            try (content) {
                var tree = yaml.readTree(new String(content.readAllBytes(), StandardCharsets.UTF_8));
                if (tree == null || !tree.isObject()) {
                    problem(file, "is empty or not a mapping: it starts with 'state:' or 'sources:'");
                    return null;
                }
                var errors = schema.validate(tree);
                errors.forEach(error -> problem(file, error.getInstanceLocation() + " " + error.getMessage()));
                return errors.isEmpty() ? tree : null;
            } catch (JacksonException malformed) {
                var at = malformed.getLocation();
                problem(
                        file,
                        (at == null ? "" : "line " + at.getLineNr() + ": ") + "not YAML as expected: "
                                + malformed.getOriginalMessage());
                return null;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static @Nullable String text(JsonNode node, String name) {
            return node.has(name) ? node.get(name).asString() : null;
        }

        Reading done() {
            return new Reading(problems.isEmpty() ? Map.copyOf(laws) : Map.of(), sources, List.copyOf(problems));
        }
    }
}
