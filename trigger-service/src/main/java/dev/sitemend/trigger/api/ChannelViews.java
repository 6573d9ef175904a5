package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.CommitDistance;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.channel.ChannelState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what is said about sites and channels. */
final class ChannelViews {
    private final ChannelRows channels;
    private final Addresses addresses;
    private final CommitDistance distance;
    private final HostTrouble trouble;
    private final Clock clock;

    ChannelViews(ChannelRows channels, Addresses addresses, CommitDistance distance, HostTrouble trouble, Clock clock) {
        this.channels = channels;
        this.addresses = addresses;
        this.distance = distance;
        this.trouble = trouble;
        this.clock = clock;
    }

    ChannelView channel(SiteSettings site, ChannelId channel) {
        Instant now = clock.instant();
        ChannelFacts facts = channels.facts(channel);
        return ChannelView.of(
                facts,
                trouble.over(ChannelState.of(facts, now), site),
                addresses.page(site, channel.branch()),
                new ChannelView.Lag(commits(facts), seconds(facts, now)));
    }

    List<ChannelView> channels(SiteSettings site) {
        return channels.channels(site).stream()
                .map(channel -> channel(site, channel))
                .filter(view -> view.branch().equals(site.branch().value()) || !SiteView.isHistory(view))
                .toList();
    }

    SiteView site(SiteSettings site) {
        return SiteView.of(site, addresses.git(site.site()), channel(site, site.production()), null);
    }

    SiteView siteWithChannels(SiteSettings site) {
        return SiteView.of(site, addresses.git(site.site()), channel(site, site.production()), channels(site));
    }

    private @Nullable Long commits(ChannelFacts facts) {
        if (facts.isHeadLive()) {
            return 0L;
        }
        if (facts.head() == null || facts.live() == null) {
            return null;
        }

        return distance.between(
                        facts.channel().site(),
                        facts.live().revision(),
                        facts.head().revision())
                .orElse(null);
    }

    private static long seconds(ChannelFacts facts, Instant now) {
        Instant since = facts.unansweredSince();
        return since == null || facts.isHeadLive()
                ? 0
                : Math.max(0, Duration.between(since, now).toSeconds());
    }
}
