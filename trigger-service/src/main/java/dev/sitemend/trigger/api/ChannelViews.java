package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.Behind;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.Distances;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.channel.ChannelState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Puts together what is said about sites and channels. */
final class ChannelViews {
    private final ChannelRows channels;
    private final Addresses addresses;
    private final Distances distances;
    private final HostTrouble trouble;
    private final Clock clock;

    ChannelViews(ChannelRows channels, Addresses addresses, Distances distances, HostTrouble trouble, Clock clock) {
        this.channels = channels;
        this.addresses = addresses;
        this.distances = distances;
        this.trouble = trouble;
        this.clock = clock;
    }

    ChannelView channel(SiteSettings site, ChannelId channel) {
        Instant now = clock.instant();
        ChannelFacts facts = channels.facts(channel);
        Behind behind = distances.of(facts, now);
        return ChannelView.of(
                facts,
                trouble.over(ChannelState.of(facts, now), site),
                addresses.page(site, channel.branch()),
                new ChannelView.Lag(behind.commits(), behind.time().toSeconds()));
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
}
