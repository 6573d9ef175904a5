package dev.sitemend.trigger.publishing;

import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.trigger.live.LiveEvents;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {
    // A publisher answers in some 20 ms; one that is being replaced is there again within this.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    PublishCommands publishCommands(EventPublisher events, LiveEvents live, PublicationLog publications) {
        return new PublishCommands(events, live, publications, PATIENCE);
    }
}
