package dev.sitemend.publisher;

import dev.sitemend.contracts.event.SiteEvent;
import dev.sitemend.messaging.DeadLetters;
import dev.sitemend.messaging.SequentialConsumer;
import dev.sitemend.publisher.promotion.LiveChannels;
import dev.sitemend.publisher.serving.SiteConnector;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serving, wired. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServingSettings.class)
class ServingConfiguration {
    // Compression of a big site's contents waits here; what does not fit is compressed when asked for.
    private static final int QUEUE = 50_000;

    /** One thread: compressing ahead of visitors must not take the machine from them. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService servingBackground() {
        return new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name("compress").daemon().factory());
    }

    @Bean
    ServingAssembly servingAssembly(
            ObjectStore store,
            Sites sites,
            PublicationLog logs,
            Builds builds,
            ServingSettings settings,
            MeterRegistry meters,
            ExecutorService servingBackground) {
        return ServingAssembly.of(
                new ServingAssembly.Stored(store, sites, logs, builds),
                settings,
                meters,
                Clock.systemUTC(),
                servingBackground);
    }

    @Bean
    UpkeepLoop upkeepLoop(ServingAssembly serving, ApplicationContext context) {
        return new UpkeepLoop(serving.upkeep(), () -> startWebServer(context));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> siteServer(ServingAssembly serving) {
        return factory -> {
            factory.addConnectorCustomizers(SiteConnector::prepare);
            factory.addEngineValves(serving.valve());
        };
    }

    @Bean
    LiveChannels servedChannels(
            ServingAssembly serving, UpkeepLoop upkeep, MeterRegistry meters, ApplicationContext context) {
        return new ServedChannels(
                serving.sites(),
                serving.probe(),
                () -> port(context),
                meters,
                command -> Thread.ofVirtual().name("probe").start(command),
                upkeep::soon);
    }

    /** {@code siteChanges-in-0}, without a group: every publisher has to know a site's addresses. */
    @Bean
    SequentialConsumer siteChanges(ServingAssembly serving, DeadLetters deadLetters) {
        return new SequentialConsumer(
                (event, _) -> {
                    if (event instanceof SiteEvent.SiteChanged changed) {
                        serving.sites().refresh(changed.site());
                    }
                },
                deadLetters);
    }

    /** Spring starts it again later, which does nothing then. */
    private static void startWebServer(ApplicationContext context) {
        if (context instanceof ServletWebServerApplicationContext web && web.getWebServer() != null) {
            web.getWebServer().start();
        }
    }

    private static int port(ApplicationContext context) {
        return context instanceof ServletWebServerApplicationContext web && web.getWebServer() != null
                ? web.getWebServer().getPort()
                : 0;
    }
}
