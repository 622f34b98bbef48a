package org.havenward.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRosterTest {
    @Test
    void the_same_seed_makes_the_same_district_of_8000_students_and_900_staff(@TempDir Path one, @TempDir Path other)
            throws IOException {
        DemoRoster.write(one, 7);
        DemoRoster.write(other, 7);

        var users = Files.readAllLines(one.resolve("users.csv"));
        assertThat(users).filteredOn(line -> line.startsWith("stu-")).hasSize(8_000);
        assertThat(users).filteredOn(line -> line.startsWith("stf-")).hasSize(900);
        assertThat(Files.readAllLines(one.resolve("orgs.csv")))
                .filteredOn(line -> line.contains(",school,"))
                .hasSize(12);
        try (var files = Files.list(one)) {
            for (var file : files.toList()) {
                assertThat(file).hasSameTextualContentAs(other.resolve(file.getFileName()));
            }
        }
    }
}
