package org.havenward.mandate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the law of all 51 asks is written down, to be read beside the source; a change of it shows as a diff. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LawApprovalTest {
    private static final Path APPROVED = Path.of("src/test/approved/law-duties.md");
    private static final Path CONTENT = Path.of("src/main/resources/content/law");
    private static final String RENEW = "havenward.approve";

    @Test
    void duties_and_deadlines_of_all_51_are_as_approved() throws IOException {
        var shipped = new LawReader().shipped().laws();
        assertThat(shipped).hasSize(51);
        var computed = LawDuties.all(new java.util.TreeMap<>(shipped));
        if (Boolean.getBoolean(RENEW)) {
            Files.createDirectories(APPROVED.getParent());
            Files.writeString(APPROVED, computed);
        }
        var approved = Files.exists(APPROVED) ? Files.readString(APPROVED) : "";
        if (!approved.equals(computed)) {
            fail(
                    "What the law asks is no longer what was approved in %s:%n%s%nWhere that is right, check each line against"
                                    .formatted(APPROVED, difference(approved, computed))
                            + " its source, run: mvn -o test -Dtest=LawApprovalTest -D" + RENEW
                            + "=true, and commit the file.");
        }
    }

    @Test
    void a_changed_law_file_changes_only_its_own_rows(@TempDir Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(CONTENT, "*.yaml")) {
            for (var file : files) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        var before = LawDuties.byState(read(folder));
        for (var state : List.of("tx", "al", "wy")) {
            var file = folder.resolve(state + ".yaml");
            var text = Files.readString(file);
            var changed = text.replace("hours: 24", "hours: 12")
                    .replace("hours: 0", "hours: 36")
                    .replace("acts_on: caregivers-only", "acts_on: unknown");
            assertThat(changed).isNotEqualTo(text);
            Files.writeString(file, changed);

            var after = LawDuties.byState(read(folder));
            var upper = state.toUpperCase(java.util.Locale.ROOT);
            assertThat(after.get(upper)).isNotEqualTo(before.get(upper));
            after.put(upper, before.get(upper));
            assertThat(after).isEqualTo(before);
            Files.writeString(file, text);
        }
    }

    private static java.util.Map<String, StateLaw> read(Path folder) {
        var reading = new LawReader().ofFolder(folder);
        assertThat(reading.problems()).isEmpty();
        return reading.laws();
    }

    private static String difference(String approved, String computed) {
        var was = approved.lines().toList();
        var is = computed.lines().toList();
        var lines = new ArrayList<String>();
        var heading = "";
        for (int at = 0; at < Math.max(was.size(), is.size()) && lines.size() < 60; at++) {
            var before = at < was.size() ? was.get(at) : "";
            var now = at < is.size() ? is.get(at) : "";
            heading = now.startsWith("## ") ? now : heading;
            if (!before.equals(now)) {
                lines.add("%s, line %d%n  - %s%n  + %s".formatted(heading, at + 1, before, now));
            }
        }
        return String.join("\n", lines);
    }
}
