package dev.sitemend.standalone;

import dev.sitemend.cli.ServerFile;
import dev.sitemend.embedded.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One whole Sitemend. It starts from the ground up, the data, broker and store, then the services, and ends the other
 * way round.
 */
final class Installation implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ServerFile addresses;
    private final DataDirectory data;

    private Installation(UpSettings settings, Map<String, String> environment, Consumer<String> onFailure) {
        data = begun(DataDirectory.open(settings.data()));
        try {
            UpSettings.Ports wanted = settings.ports();
            int api = LoopbackPorts.claim("the API and Git", wanted.api());
            int sites = LoopbackPorts.claim("the sites", wanted.sites());
            int management = LoopbackPorts.claim("health and metrics", wanted.management());
            EmbeddedServers servers = begun(new EmbeddedServers(settings, data, onFailure));
            servers.start();
            Map<String, String> common = new LinkedHashMap<>(servers.properties());
            common.put("sitemend.public-url", "http://localhost:" + api);
            common.put("sitemend.sites-url", "http://localhost:" + sites);
            common.put("sitemend.secret", data.secret());
            common.put("sitemend.data", data.path().toString());
            settings.sandbox().ifPresent(sandbox -> common.put("sitemend.sandbox", sandbox));
            common.keySet().removeIf(name -> isSetOutside(name, environment));
            begun(Services.start(perService(common, api, sites, management)));
            addresses = new ServerFile(
                    environment.getOrDefault("SITEMEND_PUBLIC_URL", "http://localhost:" + api),
                    environment.getOrDefault("SITEMEND_SITES_URL", "http://localhost:" + sites),
                    "http://127.0.0.1:" + management,
                    servers.bootstrapServers(),
                    servers.endpoint(),
                    ProcessHandle.current().pid());
            addresses.write(data.path());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("Cannot write the server file: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts everything; returns when the services' contexts run.
     *
     * @param environment variables that win over what would be set here
     * @param onFailure told when the broker gives up while it runs
     */
    static Installation start(UpSettings settings, Map<String, String> environment, Consumer<String> onFailure) {
        return new Installation(settings, environment, onFailure);
    }

    private <T extends AutoCloseable> T begun(T part) {
        started.push(part);
        return part;
    }

    /** Whether the operator has set the property by its environment variable, which then counts. */
    private static boolean isSetOutside(String property, Map<String, String> environment) {
        return environment.containsKey(
                property.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace("-", "_"));
    }

    private Map<Services.Service, Map<String, String>> perService(
            Map<String, String> common, int api, int sites, int management) {
        Map<Services.Service, Map<String, String>> settings = new EnumMap<>(Services.Service.class);
        for (Services.Service service : Services.Service.values()) {
            Map<String, String> own = new LinkedHashMap<>(common);
            own.put("spring.lifecycle.timeout-per-shutdown-phase", "4s");
            // One address serves the metrics of all three.
            own.put("management.server.port", "-1");
            switch (service) {
                case TRIGGER -> {
                    own.put("server.port", Integer.toString(api));
                    own.put("management.server.port", Integer.toString(management));
                    own.put("management.server.address", "127.0.0.1");
                }
                case BUILDER -> {}
                case PUBLISHER -> own.put("server.port", Integer.toString(sites));
            }

            settings.put(service, own);
        }

        return settings;
    }

    ServerFile addresses() {
        return addresses;
    }

    DataDirectory data() {
        return data;
    }

    /** Ends what was started, last first; one part that fails to end does not keep the others. */
    @Override
    public void close() {
        RuntimeException failure = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                IllegalStateException wrapped = new IllegalStateException("Cannot stop in order: " + e.getMessage(), e);
                if (failure == null) {
                    failure = wrapped;
                } else {
                    failure.addSuppressed(wrapped);
                }
            }
        }

        if (failure != null) {
            throw failure;
        }
    }
}
