package dev.sitemend.systemtests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Every exception to a house rule, with its reason. */
final class Exceptions {
    private Exceptions() {}

    static DescribedPredicate<JavaClass> notExemptFromKafkaRooms() {
        return none();
    }

    static DescribedPredicate<JavaClass> notExemptFromGitRooms() {
        return none();
    }

    /**
     * HTTP's edge is Spring MVC's: controllers and filters translate between it and the domain, and do nothing else.
     * The read model's rows are read and written through Spring's JDBC, as the design has it; what is concluded from
     * them, in the packages below it, is plain. Settings are bound by Spring Boot, which takes their defaults from
     * annotations. A service's root package is its wiring.
     */
    static DescribedPredicate<JavaClass> notExemptFromPlainJava() {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        "dev.sitemend.trigger.api..", "dev.sitemend.trigger.console.."))
                .and(notWiringOfAService())
                .and(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.sitemend.trigger.status")))
                .and(DescribedPredicate.describe(
                        "are no controllers", type -> !type.getSimpleName().endsWith("Controller")))
                .and(DescribedPredicate.describe(
                        "are no settings", type -> !type.getName().matches(".*Settings(\\$.*)?")));
    }

    /** Wiring hands out the system clock and real pauses; that is what wiring is for. */
    static DescribedPredicate<JavaClass> notExemptFromInjectedTime() {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        "dev.sitemend.standalone..",
                        "dev.sitemend.cli..",
                        "dev.sitemend.embedded..",
                        "dev.sitemend.storetestkit.."))
                .and(notWiringOfAService())
                .and(DescribedPredicate.describe(
                        "are not wiring", type -> !type.getSimpleName().endsWith("Configuration")));
    }

    private static DescribedPredicate<JavaClass> notWiringOfAService() {
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                "dev.sitemend.trigger", "dev.sitemend.builder", "dev.sitemend.publisher"));
    }

    private static DescribedPredicate<JavaClass> none() {
        return DescribedPredicate.alwaysTrue();
    }
}
