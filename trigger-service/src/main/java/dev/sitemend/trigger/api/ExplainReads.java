package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.status.explain.Explanation;
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
    private final Explanations explanations;

    ExplainReads(ReadAccess access, Explanations explanations) {
        this.access = access;
        this.explanations = explanations;
    }

    @GetMapping("/api/v1/sites/{site}/channels/{branch}/explain")
    View explain(Caller caller, @PathVariable String site, @PathVariable String branch) {
        SiteSettings settings = access.site(caller, site);
        return View.of(explanations.of(settings, access.channel(settings, branch)));
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
