package dev.sitemend.standalone;

import java.util.Map;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Spring Boot's JSON, where three contexts share one log and none of them sets it up. Logback makes it by name. */
public final class JsonLines extends StructuredLogEncoder {
    @Override
    public void start() {
        StandardEnvironment environment = new StandardEnvironment();
        // What ECS calls service.name. Not a system property, which would rename the three contexts.
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("log", Map.of("spring.application.name", "sitemend")));
        getContext().putObject(Environment.class.getName(), environment);
        super.start();
    }
}
