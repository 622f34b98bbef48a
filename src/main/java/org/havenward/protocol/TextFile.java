package org.havenward.protocol;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** A YAML or JSON text with the line of each of its places, so that what is wrong can be shown. */
final class TextFile {
    private static final int MOST_CHARACTERS = 1_000_000;

    static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                    .build())
            .build();
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    static final Schema SCHEMA = schema(false);
    static final Schema CONDITION_SCHEMA = schema(true);

    private final JsonNode root;
    private final Map<String, Integer> lines;

    private TextFile(JsonNode root, Map<String, Integer> lines) {
        this.root = root;
        this.lines = lines;
    }

    static TextFile read(String text, String how) {
        if (text.length() > MOST_CHARACTERS) {
            throw fault(0, "", "is longer than " + MOST_CHARACTERS + " characters");
        }
        // JSON may be laid out in ways that YAML does not take, and YAML may begin with a brace as JSON does.
        if (text.stripLeading().startsWith("{")) {
            try {
                return read(JSON, text, how);
            } catch (JacksonException noJson) {
                return readYaml(text, how);
            }
        }
        return readYaml(text, how);
    }

    private static TextFile readYaml(String text, String how) {
        try {
            return read(YAML, text, how);
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            throw fault(
                    at == null ? 0 : at.getLineNr(),
                    "",
                    "can't be read as YAML or JSON: " + firstLine(malformed.getOriginalMessage()));
        }
    }

    private static TextFile read(ObjectMapper mapper, String text, String how) {
        var root = mapper.readTree(text);
        if (root == null || !root.isObject()) {
            throw fault(1, "", "is empty or not a mapping. " + how);
        }
        return new TextFile(root, lines(mapper, text));
    }

    private static String firstLine(String message) {
        return Objects.requireNonNullElse(message, "").lines().findFirst().orElse("");
    }

    private static Map<String, Integer> lines(ObjectMapper mapper, String text) {
        var lines = new HashMap<String, Integer>();
        try (var parser = mapper.createParser(text)) {
            while (parser.nextToken() != null) {
                lines.putIfAbsent(
                        parser.streamReadContext().pathAsPointer().toString(),
                        parser.currentTokenLocation().getLineNr());
            }
        }
        return lines;
    }

    /** @throws ProtocolFault where it is not as the schema has it */
    void check(Schema schema) {
        var errors = schema.validate(root);
        if (!errors.isEmpty()) {
            throw new ProtocolFault(errors.stream()
                    .map(error -> problem(error.getInstanceLocation().toString(), error.getMessage()))
                    .distinct()
                    .toList());
        }
    }

    JsonNode root() {
        return root;
    }

    ProtocolFault.Problem problem(String place, String what) {
        return new ProtocolFault.Problem(line(place), place, what);
    }

    int line(String place) {
        for (var at = place; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
            var line = lines.get(at);
            if (line != null) {
                return line;
            }
        }
        return lines.getOrDefault("", 0);
    }

    private static ProtocolFault fault(int line, String place, String what) {
        return new ProtocolFault(List.of(new ProtocolFault.Problem(line, place, what)));
    }

    private static Schema schema(boolean conditionAlone) {
        var tree = (ObjectNode) JSON.readTree(schemaText());
        if (conditionAlone) {
            tree.remove(List.of("$id", "type", "additionalProperties", "required", "properties"));
            tree.put("$ref", "#/$defs/condition");
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree.toString(), InputFormat.JSON);
    }

    private static String schemaText() {
        try (var stream = TextFile.class.getResourceAsStream("/content/protocols/protocol.schema.json")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
