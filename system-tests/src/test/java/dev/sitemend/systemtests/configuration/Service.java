package dev.sitemend.systemtests.configuration;

import dev.sitemend.builder.BuilderApplication;
import dev.sitemend.publisher.PublisherApplication;
import dev.sitemend.startup.StartFailure;
import dev.sitemend.trigger.TriggerApplication;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The three services, each as its image starts it. */
enum Service {
    TRIGGER,
    BUILDER,
    PUBLISHER;

    private SpringApplicationBuilder application() {
        return switch (this) {
            case TRIGGER -> TriggerApplication.application();
            case BUILDER -> BuilderApplication.application();
            case PUBLISHER -> PublisherApplication.application();
        };
    }

    String mainClass() {
        return switch (this) {
            case TRIGGER -> TriggerApplication.class.getName();
            case BUILDER -> BuilderApplication.class.getName();
            case PUBLISHER -> PublisherApplication.class.getName();
        };
    }

    /** Settings that it would start with, if the servers were there. */
    static Map<String, String> rightSettings(Path folder) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.put("sitemend.sandbox", "none");
        settings.put("sitemend.secret", "a secret of the tests, long enough");
        settings.put("sitemend.data", folder.toString());
        settings.put("sitemend.kafka.bootstrap-servers", "127.0.0.1:1");
        settings.put("sitemend.store.endpoint", "http://127.0.0.1:1");
        settings.put("sitemend.store.access-key", "sitemend");
        settings.put("sitemend.store.secret-key", "hidden-word");
        return settings;
    }

    static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    ConfigurableApplicationContext start(Map<String, String> settings) {
        return application().registerShutdownHook(false).run(arguments(settings));
    }

    /** What it says of why it does not start. */
    String refusal(Map<String, String> settings) {
        try (ConfigurableApplicationContext running = start(settings)) {
            throw new AssertionError("It started: " + running);
        } catch (RuntimeException e) {
            return StartFailure.of(e)
                    .orElseThrow(() -> new AssertionError("It did not say why", e))
                    .message();
        }
    }
}
