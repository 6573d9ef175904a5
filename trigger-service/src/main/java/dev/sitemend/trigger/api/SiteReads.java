package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.GenerationRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** States of sites and channels. */
@RestController
@RequestMapping("/api/v1/sites")
final class SiteReads {
    // A channel has so many generations after years; a page shows the newest.
    private static final int MOST_GENERATIONS = 1_000;

    private final ReadAccess readable;
    private final ChannelViews views;
    private final ChannelRows channels;

    SiteReads(ReadAccess readable, ChannelViews views, ChannelRows channels) {
        this.readable = readable;
        this.views = views;
        this.channels = channels;
    }

    @GetMapping
    Map<String, List<SiteView>> sites(Caller caller) {
        return Map.of("sites", readable.sites(caller).stream().map(views::site).toList());
    }

    @GetMapping("/{site}")
    SiteView site(Caller caller, @PathVariable String site) {
        return views.siteWithChannels(readable.site(caller, site));
    }

    @GetMapping("/{site}/channels")
    Map<String, List<ChannelView>> channels(Caller caller, @PathVariable String site) {
        return Map.of("channels", views.channels(readable.site(caller, site)));
    }

    @GetMapping("/{site}/channels/{branch}")
    ChannelView channel(Caller caller, @PathVariable String site, @PathVariable String branch) {
        SiteSettings settings = readable.site(caller, site);
        return views.channel(settings, readable.channel(settings, branch));
    }

    @GetMapping("/{site}/channels/{branch}/generations")
    Map<String, List<GenerationView>> generations(
            Caller caller, @PathVariable String site, @PathVariable String branch) {
        SiteSettings settings = readable.site(caller, site);
        return Map.of(
                "generations",
                channels.generations(readable.channel(settings, branch), MOST_GENERATIONS).stream()
                        .map(GenerationView::of)
                        .toList());
    }

    /** An entry of a publication log in JSON. */
    record GenerationView(
            long generation,
            String kind,
            @Nullable Long build,
            @Nullable String revision,
            Instant at,
            String by,
            @Nullable String reason,
            @Nullable Instant until) {
        static GenerationView of(GenerationRow row) {
            return new GenerationView(
                    row.number(),
                    row.kind().word(),
                    row.build() == null ? null : row.build().value(),
                    row.revision() == null ? null : row.revision().value(),
                    row.at(),
                    row.by(),
                    row.reason(),
                    row.until());
        }
    }
}
