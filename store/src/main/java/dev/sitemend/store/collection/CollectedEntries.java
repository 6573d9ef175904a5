package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.store.Creation;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Says in publication logs which builds are collected: there it races with promotions and rollbacks. */
final class CollectedEntries {
    /** An entry is a single request of at most 4 MiB; a number takes up to 20 bytes in it. */
    private static final int MOST_BUILDS = 10_000;

    /** Who loses a race this often sees a log that does not show the winner: a store that reads stale. */
    private static final int MOST_LOST_RACES = 20;

    private final PublicationLog publication;
    private final Collector.Self self;
    private final CollectionListener listener;

    CollectedEntries(PublicationLog publication, Collector.Self self, CollectionListener listener) {
        this.publication = publication;
        this.self = self;
        this.listener = listener;
    }

    /**
     * Appends one entry with what goes by the log as it is then, if anything does.
     *
     * @return the builds that were named
     */
    Set<BuildNumber> say(ChannelId channel, Function<ChannelLog, ? extends Collection<BuildNumber>> going) {
        for (int lost = 0; lost < MOST_LOST_RACES; lost++) {
            ChannelLog log = publication.read(channel);
            List<BuildNumber> builds =
                    going.apply(log).stream().sorted().limit(MOST_BUILDS).toList();
            if (builds.isEmpty()) {
                return Set.of();
            }

            Generation entry = new Generation(
                    log.next(),
                    channel,
                    new Generation.Collected(builds),
                    self.clock().instant(),
                    self.name().value(),
                    self.tokens().get());
            switch (publication.append(entry)) {
                case Creation.Won() -> {
                    listener.collected(entry);
                    return new TreeSet<>(builds);
                }
                case Creation.Lost() -> {
                    // Somebody else's entry came between: it may have made live what was to go.
                }
                case Creation.Unknown(RuntimeException cause) ->
                    throw new StoreUnavailableException(
                            "Cannot tell whether the log of " + channel + " says what is collected: "
                                    + cause.getMessage(),
                            cause);
            }
        }
        throw new StoreUnavailableException(
                "Cannot append to the log of " + channel + ": its next entry is taken, but the store does not show it");
    }
}
