package org.havenward.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
        var birthDates = Files.readAllLines(one.resolve("demographics.csv"));
        assertThat(birthDates).hasSize(8_001);
        // On the day after Thanksgiving, some in grade 12 are of age, most are not, and nobody is at the preschool by
        // mistake.
        var seniors = Files.readAllLines(one.resolve("users.csv")).stream()
                .filter(line -> line.startsWith("stu-") && line.endsWith(",12"))
                .map(line -> line.substring(0, 9))
                .collect(java.util.stream.Collectors.toSet());
        assertThat(birthDates.stream()
                        .filter(line -> seniors.contains(line.substring(0, Math.min(9, line.length()))))
                        .map(line -> LocalDate.parse(line.substring(line.lastIndexOf(',') + 1)))
                        .filter(born -> !born.plusYears(18).isAfter(LocalDate.of(2026, 11, 27)))
                        .count())
                .isBetween(50L, (long) seniors.size() / 2);
        try (var files = Files.list(one)) {
            for (var file : files.toList()) {
                assertThat(file).hasSameTextualContentAs(other.resolve(file.getFileName()));
            }
        }
    }
}
