package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.CommandTokens;
import dev.sitemend.store.Creation;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides on a log as it is, writes the entry under the next number, and begins again where another was first. */
public final class LogWriter {
    /** Who loses a race this often sees a log that does not show the winner: a store that reads stale. */
    private static final int MOST_LOST_RACES = 20;

    private static final String PUBLISHER = "publisher";

    private final PublicationLog publication;
    private final Clock clock;
    private final Supplier<WriterToken> writers;

    public LogWriter(PublicationLog publication, Clock clock, Supplier<WriterToken> writers) {
        this.publication = publication;
        this.clock = clock;
        this.writers = writers;
    }

    /** What is to be done about a log. */
    @FunctionalInterface
    interface Rule {
        Decision decide(ChannelLog log);
    }

    /** How it ended. */
    sealed interface Settled {
        /** The entry is in the log, now or since long. */
        record Written(Generation generation, ChannelLog log) implements Settled {}

        record Refused(String reason) implements Settled {}

        record Held(String reason, Optional<Instant> until) implements Settled {}

        record Unchanged() implements Settled {}
    }

    ChannelLog read(ChannelId channel) {
        return publication.read(channel);
    }

    Set<ChannelId> channels(SiteId site) {
        return publication.channels(site);
    }

    /** Follows the rule in the publisher's own name. */
    Settled settle(ChannelId channel, Rule rule) {
        return settle(channel, rule, PUBLISHER, writers);
    }

    /** Follows the rule in the name of whoever gave the command. */
    Settled settle(PublishEvent command, Rule rule) {
        return settle(command.channel(), rule, command.by(), () -> CommandTokens.of(command));
    }

    private Settled settle(ChannelId channel, Rule rule, String by, Supplier<WriterToken> tokens) {
        for (int lost = 0; lost < MOST_LOST_RACES; lost++) {
            ChannelLog log = publication.read(channel);
            switch (rule.decide(log)) {
                case Decision.Nothing() -> {
                    return new Settled.Unchanged();
                }
                case Decision.Refuse(String reason) -> {
                    return new Settled.Refused(reason);
                }
                case Decision.Hold(String reason, Optional<Instant> until) -> {
                    return new Settled.Held(reason, until);
                }
                case Decision.Announce(Generation generation) -> {
                    return new Settled.Written(generation, log);
                }
                case Decision.Append(Generation.Entry entry) -> {
                    Generation generation =
                            new Generation(log.next(), channel, entry, clock.instant(), by, tokens.get());
                    if (won(generation)) {
                        return new Settled.Written(generation, log.followedBy(generation));
                    }
                }
            }
        }

        throw new StoreUnavailableException("Cannot append to the log of " + channel + ": entry "
                + publication.read(channel).next() + " is taken, but the store does not show it");
    }

    /** Not known is neither: the caller begins again, reads the log, and finds the entry there, or not. */
    private boolean won(Generation generation) {
        return switch (publication.append(generation)) {
            case Creation.Won() -> true;
            case Creation.Lost() -> false;
            case Creation.Unknown(RuntimeException cause) ->
                throw new StoreUnavailableException(
                        "Cannot tell whether entry " + generation.number() + " of " + generation.channel()
                                + " was written: " + cause.getMessage(),
                        cause);
        };
    }
}
