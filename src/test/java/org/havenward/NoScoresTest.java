package org.havenward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Safety rule 1: no table keeps, no page shows, and no code computes how likely it is that a child is trafficked. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoScoresTest {
    private static final Pattern SCORE = Pattern.compile(
            "(?i)(?<!under)scor(e|ing)\\b|likelihood|probabilit|risk[_-]?(level|rating)|propensity|puntaje|puntuaci[oó]n");
    /** Where a line of code may say that there is none. */
    private static final Pattern SAYS_THAT_THERE_IS_NONE = Pattern.compile("(?i)\\b(no|never a|without a) scores?\\b");

    @Test
    void nothing_keeps_shows_or_computes_a_score() throws IOException {
        var found = new ArrayList<String>();
        for (var folder : new String[] {"src/main/java", "src/main/jte", "src/main/resources"}) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(NoScoresTest::isText).toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line -> SCORE.matcher(line).find())
                            .filter(line ->
                                    !SAYS_THAT_THERE_IS_NONE.matcher(line).find())
                            .forEach(line -> found.add(file + ": " + line.strip()));
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_check_finds_a_score() {
        assertThat(Stream.of("risk_level int", "double riskScore()", "The likelihood is", "Su puntaje"))
                .allMatch(line -> SCORE.matcher(line).find());
        assertThat(SCORE.matcher("an underscore").find()).isFalse();
    }

    private static boolean isText(Path file) {
        return file.toString().matches(".*\\.(java|jte|properties|sql|yaml|json)");
    }
}
