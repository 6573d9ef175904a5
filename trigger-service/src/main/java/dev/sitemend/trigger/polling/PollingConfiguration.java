package dev.sitemend.trigger.polling;

import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.trigger.gitserver.HostedRepositories;
import dev.sitemend.trigger.live.LiveEvents;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.site.RemoteRepositories;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.site.SiteListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PollingSettings.class)
class PollingConfiguration {
    private static final long TICK_MILLIS = 1_000;

    @Bean
    RemoteStates remoteStates() {
        return new RemoteStates();
    }

    @Bean
    AskedHeads askedHeads(LiveEvents events) {
        AskedHeads asked = new AskedHeads();
        events.watch(asked::arrived);
        return asked;
    }

    @Bean
    RemoteRepositories remoteRepositories(HostedRepositories hosted, SecretBox secrets, PollingSettings settings) {
        return new GitRemotes(hosted, secrets, settings.timeout());
    }

    @Bean
    RepositoryFacts repositoryFacts(SiteDirectory siteDirectory, HostedRepositories hosted, RemoteStates states) {
        return new RepositoryFacts(siteDirectory, hosted, states);
    }

    @Bean
    Reconciler reconciler(
            RemoteRepositories remotes,
            HostedRepositories hosted,
            Builds builds,
            PublicationLog publications,
            BuildRequests requests,
            AskedHeads asked,
            RemoteStates states,
            Clock clock,
            MeterRegistry meters) {
        return new Reconciler(remotes, hosted, builds, publications, requests, asked, states, clock, meters);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService pollingWorkers(PollingSettings settings) {
        return Executors.newFixedThreadPool(
                settings.atOnce(),
                Thread.ofPlatform().name("polling-", 0).daemon().factory());
    }

    @Bean
    Rounds rounds(
            SiteDirectory siteDirectory,
            Reconciler reconciler,
            @Qualifier("pollingWorkers") ExecutorService workers,
            Clock clock,
            SecureRandom random,
            PollingSettings settings) {
        return new Rounds(siteDirectory, reconciler, workers, clock, random, settings.interval());
    }

    /** A site that was just registered or changed is looked at right away. */
    @Bean
    SiteListener lookingSoon(ObjectProvider<Rounds> rounds) {
        return site -> rounds.getObject().soon(site.site());
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService pollingTicks() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("polling-ticks").factory());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> polling(
            @Qualifier("pollingTicks") ScheduledExecutorService ticks, Rounds rounds) {
        return _ -> {
            ScheduledFuture<?> _ =
                    ticks.scheduleWithFixedDelay(rounds::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        };
    }
}
