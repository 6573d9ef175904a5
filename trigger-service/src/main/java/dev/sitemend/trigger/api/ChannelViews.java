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
public final class ChannelViews {
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

    /** A channel at one moment: what is known, what follows from it, and how it is told. */
    public record Look(ChannelFacts facts, ChannelState state, ChannelView view) {}

    /** What the channel looks like now. */
    public Look look(SiteSettings site, ChannelId channel) {
        Instant now = clock.instant();
        ChannelFacts facts = channels.facts(channel);
        Behind behind = distances.of(facts, now);
        ChannelState state = trouble.over(ChannelState.of(facts, now), site);
        return new Look(
                facts,
                state,
                ChannelView.of(
                        facts,
                        state,
                        addresses.page(site, channel.branch()),
                        new ChannelView.Lag(behind.commits(), behind.time().toSeconds())));
    }

    /** The production channel and the previews that are not history. */
    public List<Look> looks(SiteSettings site) {
        return channels.channels(site).stream()
                .map(channel -> look(site, channel))
                .filter(look -> look.facts().channel().equals(site.production()) || !SiteView.isHistory(look.view()))
                .toList();
    }

    ChannelView channel(SiteSettings site, ChannelId channel) {
        return look(site, channel).view();
    }

    List<ChannelView> channels(SiteSettings site) {
        return looks(site).stream().map(Look::view).toList();
    }

    SiteView site(SiteSettings site) {
        return SiteView.of(site, addresses.git(site.site()), channel(site, site.production()), null);
    }

    SiteView siteWithChannels(SiteSettings site) {
        return SiteView.of(site, addresses.git(site.site()), channel(site, site.production()), channels(site));
    }
}
