package org.havenward;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;

/** The house is built as its plan says. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.havenward");

    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant.now()",
            "java.time.LocalDate.now()",
            "java.time.LocalDateTime.now()",
            "java.time.OffsetDateTime.now()",
            "java.time.ZonedDateTime.now()",
            "java.time.Year.now()",
            "java.time.Clock.systemUTC()",
            "java.time.Clock.systemDefaultZone()",
            "java.time.InstantSource.system()",
            "java.lang.System.currentTimeMillis()",
            "java.lang.Math.random()",
            "java.lang.System.getenv(java.lang.String)",
            "java.lang.System.getenv()");

    @Test
    void rooms_import_only_what_they_say_and_never_in_a_circle() {
        // Compiled templates are no room; they show the page records of all.
        ApplicationModules.of(Havenward.class, resideInAPackage("org.havenward.pages.."))
                .verify();
    }

    @Test
    void time_chance_and_environment_are_passed_in() {
        noClasses()
                .that(resideOutsideOfPackage("org.havenward.platform.."))
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("reaches for the clock or the environment") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return CLOCKS.contains(access.getTarget().getFullName());
                    }
                })
                .because("style rule 13: what depends on time or chance cannot be tested otherwise")
                .check(HOUSE);
        noClasses()
                .that(resideOutsideOfPackage("org.havenward.platform.."))
                .should()
                .callConstructorWhere(new DescribedPredicate<>("makes chance of its own") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaConstructorCall call) {
                        var parameters = call.getTarget().getRawParameterTypes();
                        return call.getTargetOwner().isEquivalentTo(SecureRandom.class)
                                || (call.getTargetOwner().isEquivalentTo(Random.class) && parameters.isEmpty());
                    }
                })
                .check(HOUSE);
    }

    @Test
    void controllers_are_package_private() {
        classes()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .notHaveModifier(PUBLIC)
                .check(HOUSE);
    }

    @Test
    void collaborators_come_through_constructors() {
        noFields().should().beAnnotatedWith(Autowired.class).check(HOUSE);
    }

    @Test
    void nothing_prints_to_the_console_but_the_command_line() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Command")
                .and()
                .haveSimpleNameNotEndingWith("Commands")
                .should()
                .accessField(System.class, "out")
                .check(HOUSE);
    }

    @Test
    void nothing_ends_the_process_but_the_main_class() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Havenward.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(HOUSE);
    }
}
