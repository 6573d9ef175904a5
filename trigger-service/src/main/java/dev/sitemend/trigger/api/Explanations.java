package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.BranchHeads;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.explain.Explainer;
import dev.sitemend.trigger.status.explain.Explanation;
import dev.sitemend.trigger.status.explain.ServedTruth;
import java.net.URI;
import java.time.Clock;

/** Looks at a channel from its repository to its visitors, and explains what it saw. */
public final class Explanations {
    private final ChannelRows channels;
    private final BranchHeads heads;
    private final ServedTruth served;
    private final Addresses addresses;
    private final Clock clock;

    Explanations(ChannelRows channels, BranchHeads heads, ServedTruth served, Addresses addresses, Clock clock) {
        this.channels = channels;
        this.heads = heads;
        this.served = served;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Why what is live is live, and the rest is not. Asks the site itself, which takes some seconds at most. */
    public Explanation of(SiteSettings site, ChannelId channel) {
        String address = addresses.page(site, channel.branch());
        return Explainer.explain(new Explainer.Look(
                channels.facts(channel),
                heads.head(channel).orElse(null),
                served.look(URI.create(address).getAuthority()),
                address,
                clock.instant()));
    }
}
