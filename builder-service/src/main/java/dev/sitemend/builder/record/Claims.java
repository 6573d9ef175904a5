package dev.sitemend.builder.record;

import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.PartitionEnds;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.build.ChannelBuilds;
import dev.sitemend.store.build.Claiming;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The right to build. Rule 4: the base is chosen before, the end of the partition is read first, then the claim is
 * created, then all lower open claims of the channel are closed, and only then may anybody fetch: so numbers order what
 * was fetched, and a builder whose successor has begun can not publish.
 */
public final class Claims {
    private final Builds builds;
    private final Reports reports;
    private final Announcements announcements;
    private final PartitionEnds ends;
    private final BuilderId self;
    private final Clock clock;
    private final Supplier<WriterToken> tokens;
    private final UntilAvailable untilAvailable;
    private final Rules rules;

    /** Everything that a claim needs from outside. */
    public record Ports(Builds builds, PartitionEnds ends, Clock clock, Supplier<WriterToken> tokens) {}

    public Claims(
            Ports ports,
            BuilderId self,
            Reports reports,
            Announcements announcements,
            UntilAvailable untilAvailable,
            Rules rules) {
        this.builds = ports.builds();
        this.ends = ports.ends();
        this.clock = ports.clock();
        this.tokens = ports.tokens();
        this.self = self;
        this.reports = reports;
        this.announcements = announcements;
        this.untilAvailable = untilAvailable;
        this.rules = rules;
    }

    /** Claims the next number of the site for this wish. */
    public Claim claim(Wish wish, Optional<CacheSeal> base) throws InterruptedException {
        long endOffset = untilAvailable.get(() -> ends.endOffset(Topic.BUILD_REQUESTS, wish.partition()));
        return untilAvailable.get(() -> tryToClaim(wish, base.map(CacheSeal::number), endOffset));
    }

    /**
     * Closes every open claim of the channel with a lower number, whether its builder lives or not.
     *
     * @return the channel's builds as they are then
     */
    public ChannelBuilds closeLower(Claim own) throws InterruptedException {
        ChannelBuilds now = untilAvailable.get(() -> builds.channel(own.channel()));
        if (!rules.hold(Rule.CLOSE_LOWER_CLAIMS)) {
            return now;
        }

        List<Claim> lower = now.open().stream()
                .filter(open -> own.number().isAbove(open.number()))
                .toList();
        for (Claim open : lower) {
            abandon(open, own.number() + " has begun");
        }
        // Its builder may have been first, with a success.
        return lower.isEmpty() ? now : untilAvailable.get(() -> builds.channel(own.channel()));
    }

    /** Closes a build without an answer, unless it has one. Says so to everybody. */
    public Reports.Race abandon(Claim claim, String reason) throws InterruptedException {
        Reports.Race race = reports.abandon(claim, reason);
        if (race instanceof Reports.Race.Won) {
            announcements.announce(claim, race.report());
        }
        return race;
    }

    /**
     * A claim that may or may not have been written is not used: should it turn up, it is an open claim without
     * heartbeats, lower than the next.
     */
    private Claim tryToClaim(Wish wish, Optional<BuildNumber> base, long endOffset) {
        return switch (builds.claim(wish.site(), number -> describe(wish, base, endOffset, number))) {
            case Claiming.Claimed(Claim claim) -> claim;
            case Claiming.Unknown(Claim claim, RuntimeException cause) ->
                throw new StoreUnavailableException(
                        "Cannot tell whether claim " + claim.number() + " of " + wish.site() + " was written: "
                                + cause.getMessage(),
                        cause);
        };
    }

    private Claim describe(Wish wish, Optional<BuildNumber> base, long endOffset, BuildNumber number) {
        return new Claim(
                number,
                wish.channel(),
                wish.request().id(),
                wish.request().mode(),
                wish.request().cause(),
                wish.request().requester(),
                wish.request().revision(),
                base.orElse(null),
                wish.request().healOf(),
                wish.partition(),
                wish.offset(),
                endOffset,
                self,
                clock.instant(),
                tokens.get(),
                wish.request().traceparent());
    }
}
