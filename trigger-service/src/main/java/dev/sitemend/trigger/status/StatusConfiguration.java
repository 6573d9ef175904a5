package dev.sitemend.trigger.status;

import dev.sitemend.messaging.Backoff;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.trigger.status.log.LogReader;
import dev.sitemend.trigger.status.log.RunningLogs;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read model, and what is read from it. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {
    @Bean
    ReadModelDatabase readModelDatabase(@Value("${sitemend.data}") Path data) {
        return ReadModelDatabase.open(data.resolve("status"));
    }

    @Bean
    Heartbeats heartbeats() {
        return new Heartbeats();
    }

    @Bean
    Changes changes() {
        return new Changes();
    }

    @Bean
    CatchUp catchUp() {
        return new CatchUp();
    }

    @Bean
    Journal journal(ReadModelDatabase database) {
        return new Journal(database.jdbc());
    }

    @Bean
    ReadModel readModel(ReadModelDatabase database, Sites sites, Heartbeats heartbeats, Changes changes) {
        return new ReadModel(database, sites, heartbeats, changes);
    }

    @Bean(initMethod = "begin")
    StatusTasks statusTasks(
            ReadModelDatabase database, ReadModel model, Sites sites, Builds builds, PublicationLog publications) {
        return new StatusTasks(
                new StoreImport(database, model, sites, builds, publications),
                new Backoff(RandomGenerator.getDefault()),
                Thread::sleep);
    }

    @Bean
    ChannelRows channelRows(ReadModelDatabase database, Heartbeats heartbeats, Clock clock) {
        return new ChannelRows(database.jdbc(), heartbeats, clock);
    }

    @Bean
    PushTimes pushTimes(ReadModelDatabase database) {
        return new PushTimes(database.jdbc());
    }

    @Bean
    Distances distances(CommitDistance commits) {
        return new Distances(commits);
    }

    @Bean
    BuildRows buildRows(ReadModelDatabase database) {
        return new BuildRows(database.jdbc());
    }

    @Bean
    DeadLetterRows deadLetterRows(ReadModelDatabase database) {
        return new DeadLetterRows(database.jdbc());
    }

    @Bean
    RequestFates requestFates(
            ReadModelDatabase database, BuildRows builds, DeadLetterRows deadLetters, ChannelRows channels) {
        return new RequestFates(database.jdbc(), builds, deadLetters, channels);
    }

    @Bean(initMethod = "begin")
    RunningLogs runningLogs(@Value("${sitemend.data}") Path data, Clock clock) {
        return new RunningLogs(data.resolve("running-logs"), clock);
    }

    @Bean
    LogReader logReader(RunningLogs running, Builds builds) {
        return new LogReader(running, builds);
    }
}
