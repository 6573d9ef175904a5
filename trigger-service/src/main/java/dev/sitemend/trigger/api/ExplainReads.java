package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.status.BranchHeads;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.explain.Explainer;
import dev.sitemend.trigger.status.explain.Explanation;
import dev.sitemend.trigger.status.explain.ServedTruth;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Why is what is live live, why is the rest not, and what to do. */
@RestController
final class ExplainReads {
    private final ReadAccess access;
    private final ChannelRows channels;
    private final BranchHeads heads;
    private final ServedTruth served;
    private final Addresses addresses;
    private final Clock clock;

    ExplainReads(
            ReadAccess access,
            ChannelRows channels,
            BranchHeads heads,
            ServedTruth served,
            Addresses addresses,
            Clock clock) {
        this.access = access;
        this.channels = channels;
        this.heads = heads;
        this.served = served;
        this.addresses = addresses;
        this.clock = clock;
    }

    @GetMapping("/api/v1/sites/{site}/channels/{branch}/explain")
    View explain(Caller caller, @PathVariable String site, @PathVariable String branch) {
        SiteSettings settings = access.site(caller, site);
        ChannelId channel = access.channel(settings, branch);
        String address = addresses.page(settings, channel.branch());
        return View.of(Explainer.explain(new Explainer.Look(
                channels.facts(channel),
                heads.head(channel).orElse(null),
                served.look(URI.create(address).getAuthority()),
                address,
                clock.instant())));
    }

    record StationView(
            String name,
            String status,
            String fact,
            String detail,
            @Nullable Instant at) {}

    /** An explanation in JSON. */
    record View(
            String headline,
            String state,
            List<StationView> stations,
            String next,
            List<Explanation.Evidence> evidence) {
        static View of(Explanation explanation) {
            return new View(
                    explanation.headline(),
                    explanation.state(),
                    explanation.stations().stream()
                            .map(station -> new StationView(
                                    station.name().word(),
                                    station.status().word(),
                                    station.fact(),
                                    station.detail(),
                                    station.at()))
                            .toList(),
                    explanation.next(),
                    explanation.evidence());
        }
    }
}
