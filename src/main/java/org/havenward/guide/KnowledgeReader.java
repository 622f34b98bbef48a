package org.havenward.guide;

import com.networknt.schema.Error;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads knowledge files and checks them against their schema before anything of them is believed. */
final class KnowledgeReader {
    private static final String FOLDER = "/content/guide/";
    private static final List<String> SHIPPED =
            List.of("indicators", "risk-factors", "groups", "terms", "help-lines", "advice");
    private static final long MOST_BYTES = 1_000_000;

    private final YAMLMapper yaml = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private final Schema schema;

    KnowledgeReader() {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("guide.schema.json"), InputFormat.JSON);
    }

    /** What was read, or what is wrong with it; never both. */
    record Reading(Knowledge knowledge, List<String> problems) {
        boolean sound() {
            return problems.isEmpty();
        }
    }

    /** The knowledge that ships with Havenward. A flaw in it is a flaw in the build. */
    Knowledge shipped() {
        var draft = new Draft(false);
        for (var name : SHIPPED) {
            draft.take(name + ".yaml", resource(name + ".yaml"));
        }
        var reading = draft.done();
        if (!reading.sound()) {
            throw new IllegalStateException("The knowledge that ships is not sound: " + reading.problems());
        }
        return reading.knowledge();
    }

    /** A district's own files: all of the folder's {@code *.yaml}, or none of them where one has a problem. */
    Reading ofDistrict(Path folder) {
        var draft = new Draft(true);
        try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
            var sorted = new ArrayList<Path>();
            files.forEach(sorted::add);
            sorted.sort(null);
            for (var file : sorted) {
                var name = file.getFileName().toString();
                if (Files.size(file) > MOST_BYTES) {
                    draft.problem(name, "is larger than 1 MB: split it");
                } else {
                    draft.take(name, Files.newInputStream(file));
                }
            }
        } catch (IOException unreadable) {
            draft.problem(folder.toString(), "can't be read: " + unreadable.getMessage());
        }
        return draft.done();
    }

    private static InputStream resource(String name) {
        var stream = KnowledgeReader.class.getResourceAsStream(FOLDER + name);
        if (stream == null) {
            throw new IllegalStateException("Missing from the jar: " + FOLDER + name);
        }
        return stream;
    }

    /** Gathers entries and problems over several files. */
    private final class Draft {
        private final boolean local;
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private final Map<String, String> fileOfId = new HashMap<>();

        Draft(boolean local) {
            this.local = local;
        }

        void problem(String file, String what) {
            problems.add(file + ": " + what);
        }

        void take(String file, InputStream content) {
            var tree = parse(file, content);
            if (tree == null) {
                return;
            }
            var errors = schema.validate(tree);
            errors.stream().map(this::inWords).forEach(what -> problem(file, what));
            if (!errors.isEmpty()) {
                return;
            }
            var type = typeOf(tree.required("kind").asString());
            for (var entry : tree.required("entries")) {
                keep(file, yaml.treeToValue(entry, type));
            }
        }

        private @Nullable JsonNode parse(String file, InputStream content) {
            try (content) {
                var tree = yaml.readTree(new String(content.readAllBytes(), StandardCharsets.UTF_8));
                if (tree == null || !tree.isObject()) {
                    problem(file, "is empty or not a mapping: it starts with 'kind:' and 'entries:'");
                    return null;
                }
                return tree;
            } catch (JacksonException malformed) {
                var at = malformed.getLocation();
                var line = at == null ? "" : "line " + at.getLineNr() + ": ";
                problem(file, line + "not YAML as expected: " + malformed.getOriginalMessage());
                return null;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private String inWords(Error error) {
            return error.getInstanceLocation() + " " + error.getMessage();
        }

        private void keep(String file, Entry entry) {
            if (entry.local() != local) {
                problem(
                        file,
                        "id " + entry.id()
                                + (local
                                        ? " must start with 'local.', so that it can't clash with one of ours"
                                        : " must not start with 'local.', which is the districts'"));
            }
            var before =
                    fileOfId.putIfAbsent(entry.id() + " " + entry.getClass().getSimpleName(), file);
            if (before != null) {
                problem(file, "id " + entry.id() + " is used twice, first in " + before);
            }
            entries.add(entry);
        }

        Reading done() {
            return new Reading(problems.isEmpty() ? Knowledge.of(entries) : Knowledge.NONE, List.copyOf(problems));
        }
    }

    private static Class<? extends Entry> typeOf(String kind) {
        return switch (kind) {
            case "indicators" -> Indicator.class;
            case "risk-factors" -> RiskFactor.class;
            case "groups" -> VulnerableGroup.class;
            case "terms" -> Term.class;
            case "help-lines" -> HelpLine.class;
            case "advice" -> Advice.class;
            default -> throw new IllegalArgumentException("The schema let an unknown kind pass: " + kind);
        };
    }
}
