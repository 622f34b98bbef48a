package org.havenward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The documents keep what they say: their links lead somewhere, and the settings that they name are read. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern SETTING = Pattern.compile("`HAVENWARD_([A-Z_]+)`");

    @Test
    void every_link_between_documents_leads_somewhere() throws IOException {
        var dead = new ArrayList<String>();
        for (var document : documents()) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                var folder = document.toAbsolutePath().getParent();
                assertThat(folder).isNotNull();
                if (!Files.exists(folder.resolve(links.group(1)))) {
                    dead.add(document + " → " + links.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void every_setting_in_running_md_is_read_by_the_code() throws IOException {
        var code = sources();
        var settings = SETTING.matcher(Files.readString(Path.of("docs/running.md")));
        while (settings.find()) {
            var dotted = "havenward."
                    + settings.group(1).toLowerCase(java.util.Locale.ROOT).replace('_', '.');
            var group = dotted.substring(0, dotted.lastIndexOf('.'));
            assertThat(code.contains(dotted) || code.contains('"' + group + '"'))
                    .as(settings.group())
                    .isTrue();
        }
    }

    @Test
    void every_decision_is_dated_and_numbered_in_order() throws IOException {
        try (var folder = Files.list(Path.of("docs/adr"))) {
            var number = 1;
            for (var decision : folder.sorted().toList()) {
                assertThat(decision.getFileName().toString()).startsWith("%04d-".formatted(number));
                assertThat(Files.readString(decision))
                        .as(decision.toString())
                        .startsWith("# " + number + ". ")
                        .containsPattern("\\n20\\d\\d-\\d\\d-\\d\\d · ")
                        .contains("**We chose**", "**Over**", "**Evidence");
                number++;
            }
            assertThat(number).isGreaterThan(10);
        }
    }

    private static List<Path> documents() throws IOException {
        try (var top = Files.list(Path.of("."));
                var docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static String sources() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
