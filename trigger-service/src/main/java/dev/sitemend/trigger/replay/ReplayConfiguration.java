package dev.sitemend.trigger.replay;

import dev.sitemend.messaging.TopicHistory;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.status.RequestFates;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {
    @Bean
    Replays replays(
            TopicHistory history,
            @Qualifier("siteDirectory") SiteDirectory sites,
            RequestFates fates,
            BuildRequests requests) {
        return new Replays(history, sites, fates, requests);
    }
}
