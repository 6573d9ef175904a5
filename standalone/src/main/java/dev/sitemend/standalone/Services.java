package dev.sitemend.standalone;

import dev.sitemend.builder.BuilderApplication;
import dev.sitemend.publisher.PublisherApplication;
import dev.sitemend.trigger.TriggerApplication;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The three services as three Spring contexts of this process, with one registry of metrics. */
final class Services implements AutoCloseable {
    private static final Executor THREADS =
            task -> Thread.ofPlatform().name("service-start").start(task);

    private final List<ConfigurableApplicationContext> contexts;
    private final PrometheusMeterRegistry metrics;

    private Services(List<ConfigurableApplicationContext> contexts, PrometheusMeterRegistry metrics) {
        this.contexts = contexts;
        this.metrics = metrics;
    }

    /** Starts all of them at the same time; if one refuses, the others are closed again. */
    static Services start(Map<Service, Map<String, String>> settings) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // Spring binds what tells of the process to a registry that it made itself, and this one it is given.
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmGcMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(metrics));
        Map<Service, CompletableFuture<ConfigurableApplicationContext>> starts = new LinkedHashMap<>();
        settings.forEach((service, properties) ->
                starts.put(service, CompletableFuture.supplyAsync(() -> service.start(properties, metrics), THREADS)));
        List<ConfigurableApplicationContext> started = new ArrayList<>();
        List<CompletionException> failures = new ArrayList<>();
        starts.values().forEach(start -> {
            try {
                started.add(start.join());
            } catch (CompletionException e) {
                failures.add(e);
            }
        });
        Services services = new Services(started, metrics);
        if (!failures.isEmpty()) {
            services.close();
            throw failures.getFirst().getCause() instanceof RuntimeException cause ? cause : failures.getFirst();
        }

        return services;
    }

    /** Closes all of them at the same time: each waits for what it has under way. */
    @Override
    public void close() {
        CompletableFuture<?>[] ends = contexts.stream()
                .map(context -> CompletableFuture.runAsync(context::close, THREADS))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).exceptionally(_ -> null).join();
        metrics.close();
    }

    /** Which context, and how it is made. */
    enum Service {
        TRIGGER,
        BUILDER,
        PUBLISHER;

        private SpringApplicationBuilder application() {
            return switch (this) {
                case TRIGGER -> TriggerApplication.application();
                // Its only web pages are health and metrics, and here the trigger shows them for all.
                case BUILDER -> BuilderApplication.application().web(WebApplicationType.NONE);
                case PUBLISHER -> PublisherApplication.application();
            };
        }

        private ConfigurableApplicationContext start(Map<String, String> properties, PrometheusMeterRegistry metrics) {
            String[] arguments = properties.entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue())
                    .toArray(String[]::new);
            return application()
                    .registerShutdownHook(false)
                    .initializers(context -> share(context, metrics))
                    .run(arguments);
        }

        private static void share(ConfigurableApplicationContext context, PrometheusMeterRegistry metrics) {
            context.getBeanFactory().registerSingleton("prometheusRegistry", metrics.getPrometheusRegistry());
            context.getBeanFactory().registerSingleton("prometheusMeterRegistry", metrics);
        }
    }
}
