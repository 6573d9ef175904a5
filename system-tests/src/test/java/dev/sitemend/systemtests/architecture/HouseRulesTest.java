package dev.sitemend.systemtests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exceptions to a rule stand in {@link Exceptions}, each with its reason, and nowhere else. */
final class HouseRulesTest {
    private static JavaClasses sitemend;

    @BeforeAll
    static void readTheClasses() {
        sitemend = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.sitemend");
    }

    @ParameterizedTest
    @CsvSource({
        "trigger, builder",
        "trigger, publisher",
        "builder, trigger",
        "builder, publisher",
        "publisher, trigger",
        "publisher, builder"
    })
    void aServiceNeverSeesAnother(String one, String other) {
        noClasses()
                .that()
                .resideInAPackage("dev.sitemend." + one + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sitemend." + other + "..")
                .because("only the contracts join the services")
                .check(sitemend);
    }

    @Test
    void contractsKnowTheJdkJacksonAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("dev.sitemend.contracts..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.sitemend.contracts..",
                        "java..",
                        "javax.crypto..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify.."))
                .check(sitemend);
    }

    @Test
    void namesAndNumbersKnowOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.sitemend.contracts.id..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.sitemend.contracts.id..", "java..", "org.jspecify.."))
                .check(sitemend);
    }

    @Test
    void onlyTheStoresAdapterKnowsTheMinioSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sitemend.store.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.minio..", "okhttp3..")
                .check(sitemend);
    }

    @Test
    void onlyMessagingRoomsAndTheWiringKnowKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.sitemend.messaging..",
                        "dev.sitemend.*.messaging..",
                        "dev.sitemend.embedded..",
                        "dev.sitemend.standalone..")
                .and(Exceptions.notExemptFromKafkaRooms())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "org.springframework.kafka..", "org.springframework.cloud.stream..")
                .check(sitemend);
    }

    @Test
    void jgitStaysWhereGitIsSpoken() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.sitemend.trigger.gitserver..",
                        "dev.sitemend.trigger.polling..",
                        "dev.sitemend.builder.checkout..")
                .and(Exceptions.notExemptFromGitRooms())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jgit..")
                .check(sitemend);
    }

    @Test
    void theStepsOfABuildKnowNeitherKafkaNorTheStore() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sitemend.builder.checkout..",
                        "dev.sitemend.builder.workspace..",
                        "dev.sitemend.builder.generator..",
                        "dev.sitemend.builder.sandbox..",
                        "dev.sitemend.builder.gate..",
                        "dev.sitemend.builder.log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sitemend.messaging..", "dev.sitemend.store..")
                .check(sitemend);
    }

    @Test
    void theStoreAndTheContractsKnowNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sitemend.store..", "dev.sitemend.contracts..", "dev.sitemend.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(sitemend);
    }

    @Test
    void domainClassesKnowNoSpring() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.sitemend.trigger..", "dev.sitemend.builder..", "dev.sitemend.publisher..")
                .and()
                .resideOutsideOfPackages("dev.sitemend.*.messaging..")
                .and()
                .haveSimpleNameNotEndingWith("Configuration")
                .and()
                .haveSimpleNameNotEndingWith("Application")
                .and(Exceptions.notExemptFromPlainJava())
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .check(sitemend);
    }

    @Test
    void timeComesThroughConstructors() {
        noClasses()
                .that(Exceptions.notExemptFromInjectedTime())
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(sitemend);
    }

    @ParameterizedTest
    @CsvSource({"contracts", "store", "trigger", "builder", "publisher"})
    void packagesHaveNoCycles(String module) {
        slices().matching("dev.sitemend." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(sitemend);
    }

    @Test
    void noLayerPackages() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..impl..", "..dto..", "..service..", "..helper..")
                .check(sitemend);
    }
}
