package org.havenward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each safety rule and each guard of the threat model is held by tests that exist. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SafetyMapTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @ParameterizedTest
    @ValueSource(strings = {"docs/safety.md", "docs/threat-model.md"})
    void every_test_that_the_page_names_exists(String page) throws IOException {
        assertThat(tests()).containsAll(named(Files.readString(Path.of(page))));
    }

    @Test
    void each_of_the_fourteen_rules_has_a_test() throws IOException {
        var rules = Files.readAllLines(Path.of("docs/safety.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();

        assertThat(rules).hasSize(14);
        assertThat(rules).allSatisfy(rule -> assertThat(named(rule)).as(rule).isNotEmpty());
    }

    @Test
    void each_threat_that_has_a_guard_has_a_test() throws IOException {
        var page = Files.readString(Path.of("docs/threat-model.md"));
        var guards = page.substring(page.indexOf("## Spoofing"), page.indexOf("## What we do not claim"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| threat |"))
                .toList();

        assertThat(guards).hasSizeGreaterThan(25);
        assertThat(guards)
                .allSatisfy(guard -> assertThat(named(guard)).as(guard).isNotEmpty());
    }

    private static List<String> named(String text) {
        return TEST.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static List<String> tests() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toList());
        }
    }
}
