package dev.sitemend.publisher.messaging;

import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.DeadLetters;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.MessagingConfiguration;
import dev.sitemend.messaging.SequentialConsumer;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.publisher.promotion.Announcements;
import dev.sitemend.publisher.promotion.LiveChannels;
import dev.sitemend.publisher.promotion.LogWriter;
import dev.sitemend.publisher.promotion.Promoter;
import dev.sitemend.publisher.promotion.PublishingRules;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Promotion over the real broker and the real store. The functions' names are those of the bindings. */
@Configuration(proxyBeanMethods = false)
@Import(MessagingConfiguration.class)
class PromotionConfiguration {
    @Bean
    EveryLiveChannels everyLiveChannels(List<LiveChannels> listeners) {
        return new EveryLiveChannels(listeners);
    }

    @Bean
    Promoter promoter(
            Sites sites,
            Builds builds,
            PublicationLog publication,
            EventPublisher events,
            Traces traces,
            EveryLiveChannels live) {
        Clock clock = Clock.systemUTC();
        return new Promoter(
                sites,
                builds,
                new LogWriter(
                        publication,
                        clock,
                        () -> new WriterToken(UUID.randomUUID().toString())),
                new Announcements(live::changed, events, clock),
                PublishingRules.standard(),
                traces,
                clock);
    }

    /** {@code buildEvents-in-0}: marks of success, failures, vanished branches. */
    @Bean
    SequentialConsumer buildEvents(Promoter promoter, DeadLetters deadLetters) {
        return new SequentialConsumer((event, _) -> promoter.on(event), deadLetters);
    }

    /** {@code publishCommands-in-0}: rollbacks, locks, unlocks. */
    @Bean
    SequentialConsumer publishCommands(Promoter promoter, DeadLetters deadLetters) {
        return new SequentialConsumer((event, _) -> promoter.on(event), deadLetters);
    }

    /** {@code promotions-in-0}, without a group: what other publishers promoted is served here, too. */
    @Bean
    SequentialConsumer promotions(PublicationLog publication, EveryLiveChannels live, DeadLetters deadLetters) {
        return new SequentialConsumer(new PromotionsElsewhere(publication, live), deadLetters);
    }

    @Bean
    PromotionRounds promotionRounds(Promoter promoter) {
        return new PromotionRounds(promoter, new Backoff(RandomGenerator.getDefault()), Thread::sleep);
    }
}
