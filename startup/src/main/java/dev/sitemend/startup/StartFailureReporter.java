package dev.sitemend.startup;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one paragraph why a service can not start, where that is for its operator to mend. The stack trace is there
 * at level DEBUG. Failures of any other kind are left to Spring Boot, which shows all that it knows.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements SpringBootExceptionReporter {
    private static final Logger LOG = LoggerFactory.getLogger(StartFailureReporter.class);

    private final ConfigurableApplicationContext context;

    /** Made by Spring Boot, by {@code META-INF/spring.factories}. */
    StartFailureReporter(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean reportException(Throwable failure) {
        Optional<StartFailure> found = StartFailure.of(failure);
        found.ifPresent(explained -> {
            String service = context.getEnvironment().getProperty("spring.application.name", "the service");
            LOG.error("Cannot start {}: {}", service, explained.message());
            LOG.debug("The whole story", failure);
        });
        return found.isPresent();
    }
}
