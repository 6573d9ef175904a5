package dev.sitemend.startup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the servers that a service needs have answered once since it started: DOWN, with what it waits for, until
 * then. A server that goes away later does not bring this down: what a service can do without it, it does.
 */
final class StartHealth implements HealthIndicator {
    private final Map<String, Supplier<Optional<String>>> servers;

    /** Takes for each server what keeps it from being used; empty once it is. */
    StartHealth(Map<String, Supplier<Optional<String>>> servers) {
        this.servers = servers;
    }

    @Override
    public Health health() {
        Map<String, String> waiting = new LinkedHashMap<>();
        servers.forEach((name, reason) -> reason.get().ifPresent(text -> waiting.put(name, text)));
        return (waiting.isEmpty() ? Health.up() : Health.down())
                .withDetails(waiting)
                .build();
    }
}
