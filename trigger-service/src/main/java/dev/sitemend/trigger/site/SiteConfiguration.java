package dev.sitemend.trigger.site;

import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.store.site.Sites;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SiteConfiguration {
    private static final long ANNOUNCE_EVERY_SECONDS = 10;

    @Bean
    Sites sites(ObjectStore store) {
        return new Sites(store);
    }

    @Bean
    KnownSites siteDirectory(Sites sites, Clock clock) {
        return new KnownSites(sites, clock);
    }

    @Bean
    Announcements announcements(Sites sites, EventPublisher events, Clock clock) {
        return new Announcements(sites, events, clock);
    }

    @Bean
    SiteRegistry siteRegistry(
            Sites sites,
            KnownSites known,
            Announcements announcements,
            RemoteRepositories remotes,
            SecretBox secrets,
            SecureRandom random,
            Clock clock,
            Supplier<WriterToken> writerTokens,
            List<SiteListener> listeners) {
        return new SiteRegistry(
                sites,
                new SettingsComposer(new SettingsRules(known), remotes, secrets, clock, writerTokens),
                new WebhookSecrets(random),
                announcements,
                known,
                listeners);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService announcer() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("announcements").factory());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> announcing(
            @Qualifier("announcer") ScheduledExecutorService announcer, Announcements announcements) {
        return _ -> {
            ScheduledFuture<?> _ = announcer.scheduleWithFixedDelay(
                    announcements::sendDue, 0, ANNOUNCE_EVERY_SECONDS, TimeUnit.SECONDS);
        };
    }
}
