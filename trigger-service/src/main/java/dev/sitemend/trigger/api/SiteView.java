package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.Retention;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.trigger.status.channel.State;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A site in JSON.
 *
 * @param gitUrl where to push; absent for a site that lives elsewhere
 * @param repository absent for a site that lives in Sitemend's own Git server
 * @param retention how much of its past stays, where that is not as in the whole installation
 * @param state of the production channel, like why and live
 * @param channels only where one site is asked for
 */
record SiteView(
        String site,
        @Nullable String repository,
        String branch,
        List<String> domains,
        List<String> previews,
        @Nullable String generator,
        boolean network,
        String visibility,
        @Nullable Retention retention,
        String url,
        @Nullable String gitUrl,
        String state,
        String why,
        ChannelView.@Nullable Live live,
        @Nullable List<ChannelView> channels) {
    static SiteView of(SiteSettings site, String gitUrl, ChannelView production, @Nullable List<ChannelView> channels) {
        return new SiteView(
                site.site().value(),
                site.repository(),
                site.branch().value(),
                site.domains(),
                site.previews(),
                site.generator(),
                site.network(),
                site.visibility().name().toLowerCase(Locale.ROOT),
                site.retention(),
                production.url(),
                site.isHosted() ? gitUrl : null,
                production.state(),
                production.why(),
                production.live(),
                channels);
    }

    /** Whether the list of a site's channels leaves this one out: its branch is gone, and nothing is on its way. */
    static boolean isHistory(ChannelView channel) {
        return channel.live() == null && channel.state().equals(State.CURRENT.word());
    }
}
