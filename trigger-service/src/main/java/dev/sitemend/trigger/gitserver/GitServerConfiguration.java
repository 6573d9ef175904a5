package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.FetchTokens;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.trigger.access.Callers;
import dev.sitemend.trigger.live.LiveEvents;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.site.SiteListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.http.server.resolver.AsIsFileService;
import org.eclipse.jgit.lib.Repository;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GitServerSettings.class)
class GitServerConfiguration {
    private static final String ADDRESSES = "/git/*";

    @Bean
    HostedRepositories hostedRepositories(@Value("${sitemend.data}") Path data) {
        return new HostedRepositories(data.resolve("git"));
    }

    /** A site that lives here can be cloned and pushed to from the moment it is registered. */
    @Bean
    SiteListener repositoryCreation(HostedRepositories repositories) {
        return site -> {
            if (site.isHosted() && !site.removed()) {
                try (Repository repository = repositories.open(site)) {
                    assert repository.isBare();
                }
            }
        };
    }

    @Bean
    FilterRegistrationBean<GitGateFilter> gitGate(
            SiteDirectory sites, Callers callers, DocumentSigner signer, Addresses addresses, Clock clock) {
        GitGate gate = new GitGate(sites, callers, new FetchTokens(signer), addresses, clock);
        FilterRegistrationBean<GitGateFilter> filter = new FilterRegistrationBean<>(new GitGateFilter(gate));
        filter.addUrlPatterns(ADDRESSES);
        return filter;
    }

    @Bean
    ServletRegistrationBean<GitServlet> gitServlet(
            HostedRepositories repositories,
            GitServerSettings settings,
            BuildRequests requests,
            Supplier<RequestId> requestIds,
            Traces traces,
            LiveEvents events,
            Addresses addresses,
            Clock clock,
            @Value("${sitemend.polling.interval}") Duration reconcileInterval) {
        GitSessions sessions = new GitSessions(
                repositories,
                settings,
                new PushIntake(requests, requestIds, traces, reconcileInterval),
                new PushFollower(events, addresses, clock, settings.follow()));
        GitServlet servlet = new GitServlet();
        servlet.setRepositoryResolver((request, _) -> sessions.repository(request));
        servlet.setReceivePackFactory(sessions::receiving);
        servlet.setUploadPackFactory(sessions::sending);
        servlet.setAsIsFileService(AsIsFileService.DISABLED);
        return new ServletRegistrationBean<>(servlet, ADDRESSES);
    }
}
