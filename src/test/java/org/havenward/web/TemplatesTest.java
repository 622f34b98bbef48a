package org.havenward.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every template and every message, of all rooms. */
class TemplatesTest {
    private static final Pattern KEY =
            Pattern.compile("\\b(?:shell\\.t|\\.add)\\((?:\"[a-zA-Z]+\", )?\"([a-z]+\\.[^\"]*[^.\"])\"[,)]");
    private static final Pattern NAME = Pattern.compile("hw-[a-z_-]+");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)");
    private static final List<String> WITHOUT_SHELL = List.of(
            "web/calendar.jte",
            "notice/mail.jte",
            "voice/tell_kept.jte",
            "voice/tell_start.jte",
            "voice/tell_write.jte");

    private final Messages messages = new Messages();

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(new TreeSet<>(messages.keys("es"))).isEqualTo(new TreeSet<>(messages.keys("en")));
    }

    @Test
    void both_languages_have_the_same_places_for_arguments() {
        for (var key : messages.keys("en")) {
            assertThat(places(Locale.of("es"), key)).as(key).isEqualTo(places(Locale.ENGLISH, key));
        }
    }

    @Test
    void no_message_doubles_its_apostrophes_or_is_empty() {
        for (var key : messages.keys("en")) {
            for (var language : List.of(Locale.ENGLISH, Locale.of("es"))) {
                assertThat(messages.text(language, key)).as(key).isNotBlank().doesNotContain("''");
            }
        }
    }

    @Test
    void every_key_that_a_template_names_exists() throws IOException {
        var missing = new TreeMap<String, String>();
        for (var template : templates().entrySet()) {
            KEY.matcher(template.getValue())
                    .results()
                    .map(found -> found.group(1))
                    .filter(key -> !messages.knows(key))
                    .forEach(key -> missing.put(key, template.getKey()));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void no_template_carries_scripts_styles_or_handlers() throws IOException {
        for (var template : templates().entrySet()) {
            assertThat(template.getValue())
                    .as(template.getKey())
                    .doesNotContainPattern("(?i)\\sstyle=")
                    .doesNotContainPattern("(?i)<style")
                    .doesNotContainPattern("(?i)<script(?! src=)")
                    .doesNotContainPattern("(?i)\\son[a-z]+\\s*=\\s*\"")
                    .doesNotContainPattern("(?i)javascript:")
                    .doesNotContainPattern("(?i)hx-on")
                    .doesNotContain("$unsafe");
        }
    }

    @Test
    void every_page_stands_in_the_shell() throws IOException {
        for (var template : templates().entrySet()) {
            if (Pattern.compile("@param \\S+Page page")
                            .matcher(template.getValue())
                            .find()
                    && !WITHOUT_SHELL.contains(template.getKey())) {
                assertThat(template.getValue()).as(template.getKey()).contains("@template.");
            }
        }
    }

    @Test
    void every_posted_form_carries_its_tokens() throws IOException {
        for (var template : templates().entrySet()) {
            if (template.getKey().equals("voice/tell_frame.jte")) {
                continue; // nobody is signed in there, and nothing is done in anyone's name: see NoTrace
            }
            var forms = template.getValue().split("<form ", -1);
            for (var index = 1; index < forms.length; index++) {
                var form = forms[index].split("</form>", 2)[0];
                if (form.contains("method=\"post\"")) {
                    assertThat(form.contains("form_tokens") || form.contains("_csrf"))
                            .as(template.getKey())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void every_class_of_ours_that_a_template_names_has_a_style() throws IOException {
        var styles = new StringBuilder();
        try (var files = Files.walk(Path.of("web/src"))) {
            for (var file : files.filter(path -> path.toString().matches(".*\\.(scss|js)"))
                    .toList()) {
                styles.append(Files.readString(file));
            }
        }
        var known = NAME.matcher(styles).results().map(found -> found.group()).collect(Collectors.toSet());
        for (var template : templates().entrySet()) {
            assertThat(NAME.matcher(template.getValue()).results().map(found -> found.group()))
                    .as(template.getKey())
                    .filteredOn(name -> !name.endsWith("-"))
                    .isSubsetOf(known);
        }
    }

    private TreeSet<String> places(Locale language, String key) {
        return PLACE.matcher(messages.text(language, key))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> templates() throws IOException {
        var root = Path.of("src/main/jte");
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".jte")).toList()) {
                found.put(
                        root.relativize(file).toString(), Files.readString(file).replaceAll("(?s)<%--.*?--%>", ""));
            }
        }
        return found;
    }
}
