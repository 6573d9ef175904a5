package dev.sitemend.builder;

import dev.sitemend.builder.build.BuildChain;
import dev.sitemend.builder.build.Rooms;
import dev.sitemend.builder.intake.ChannelTurn;
import dev.sitemend.builder.intake.Hands;
import dev.sitemend.builder.intake.Intake;
import dev.sitemend.builder.record.Ledger;
import dev.sitemend.builder.record.Pulse;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.PartitionEnds;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.heal.HealMarks;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The protocol's parts, with real time and real chance. */
@Configuration(proxyBeanMethods = false)
class CoreConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Pauses pauses() {
        return Thread::sleep;
    }

    @Bean
    Backoff backoff() {
        return new Backoff(RandomGenerator.getDefault());
    }

    /** Names this process among all builders, on any machine, over any restart. */
    @Bean
    BuilderId builderId() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
        } catch (UnknownHostException e) {
            host = "builder";
        }
        String readable = host.substring(0, Math.min(host.length(), 40)).replaceAll("^[^A-Za-z0-9]+", "");
        return new BuilderId((readable.isEmpty() ? "builder" : readable) + "-"
                + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8));
    }

    @Bean
    Pulse pulse(@Qualifier("meteredEvents") EventPublisher events, Clock clock) {
        return new Pulse(events, clock);
    }

    @Bean
    Intake intake(Clock clock) {
        return new Intake(clock, Rules.ALL);
    }

    @Bean
    Ledger.Surroundings surroundings(
            @Qualifier("meteredEvents") EventPublisher events,
            Traces traces,
            PartitionEnds ends,
            Clock clock,
            Pauses pauses,
            Backoff backoff) {
        return new Ledger.Surroundings(events, traces, ends, clock, pauses, backoff);
    }

    @Bean
    Ledger ledger(
            Builds builds,
            Caches caches,
            HealMarks marks,
            PublicationLog publication,
            Trees trees,
            Ledger.Surroundings surroundings,
            BuilderId builderId) {
        return Ledger.assemble(
                new Ledger.Shelves(builds, caches, marks, publication, trees),
                surroundings,
                builderId,
                () -> new WriterToken(UUID.randomUUID().toString()),
                Rules.ALL);
    }

    @Bean
    BuildChain buildChain(
            Ledger ledger,
            Pulse pulse,
            Rooms rooms,
            PublicationLog publication,
            Trees trees,
            Ledger.Surroundings surroundings) {
        return BuildChain.assemble(
                ledger, pulse, rooms, new BuildChain.Output(publication, trees), surroundings, Rules.ALL);
    }

    @Bean
    Hands hands(BuilderSettings settings, Intake intake, Ledger ledger, Sites sites, Rooms rooms, BuildChain chain) {
        ChannelTurn.Workplace place = new ChannelTurn.Workplace(ledger, sites, rooms.repositories(), chain);
        return new Hands(IntStream.range(0, settings.builder().slots())
                .mapToObj(_ -> intake.slot(place))
                .toList());
    }
}
