package org.havenward;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.havenward.casework.FamilyGuard;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Safety rule 10: the family may be the danger. Whatever lets something out of the house says whom it can reach, and
 * whatever can reach a family, itself or through an agency, asks the guard of the case. A new way out that does neither
 * fails here.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutwardChannelsTest {
    /** What letting something out looks like in the code: mail, files, PDF, pages to print, telephones. */
    private static final Pattern WAY_OUT = Pattern.compile(
            "Content-Disposition|ContentDisposition|MimeMessage|JavaMailSender|SMTPTransport|PdfRendererBuilder"
                    + "|(Get|Post)Mapping\\(\"[^\"]*/print(\"|/)|\\.pdf\"\\)|twilio");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.havenward");

    @Test
    void whatever_lets_something_out_says_whom_it_reaches() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var silent = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !says(file, "@Reaches(")
                            && WAY_OUT.matcher(text(file)).find())
                    .map(Path::toString)
                    .toList();
            assertThat(silent)
                    .as("mark these with @Reaches, and ask the FamilyGuard where they can reach a family")
                    .isEmpty();
        }
    }

    @Test
    void whatever_can_reach_a_family_asks_the_guard() {
        var deaf = HOUSE.stream()
                .filter(type -> reaches(type, Audience.FAMILY) || reaches(type, Audience.OUTSIDE))
                .filter(type -> !asks(type) && !goesThroughOneThatAsks(type))
                .map(JavaClass::getName)
                .toList();
        assertThat(deaf)
                .as("these can reach a family and do not ask the FamilyGuard")
                .isEmpty();
        assertThat(HOUSE.stream().filter(type -> reaches(type, Audience.FAMILY)))
                .isNotEmpty();
    }

    @Test
    void the_check_finds_a_new_way_out() {
        assertThat(List.of(
                        "answer.setHeader(\"Content-Disposition\", \"attachment\");",
                        "new PdfRendererBuilder()",
                        "@GetMapping(\"/cases/{id}/letter/print\")",
                        "private final JavaMailSender mail;"))
                .allMatch(line -> WAY_OUT.matcher(line).find());
    }

    private static boolean asks(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(one -> one.getTargetClass().getName().startsWith(FamilyGuard.class.getName()));
    }

    /** A page whose door asks: all that it lets out comes from there. */
    private static boolean goesThroughOneThatAsks(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(one -> one.getTargetClass())
                .anyMatch(door -> reaches(door, Audience.FAMILY) && asks(door));
    }

    private static boolean reaches(JavaClass type, Audience audience) {
        return type.isAnnotatedWith(Reaches.class)
                && type.getAnnotationOfType(Reaches.class).value() == audience;
    }

    private static boolean says(Path file, String words) {
        return text(file).contains(words);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
