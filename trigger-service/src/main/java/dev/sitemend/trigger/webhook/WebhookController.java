package dev.sitemend.trigger.webhook;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.trace.Span;
import dev.sitemend.messaging.trace.Traceparent;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.problem.ProblemException;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.site.BuiltBranches;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.site.SiteRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes webhooks. A webhook only says that a channel is dirty, so one that comes twice, or is replayed by somebody who
 * has seen it, costs a look at the branch and harms nothing.
 */
@RestController
final class WebhookController {
    private final SiteDirectory sites;
    private final SecretBox secrets;
    private final BuildRequests requests;
    private final Traces traces;
    private final WebhookSettings settings;
    private final WebhookMetrics metrics;

    WebhookController(
            SiteDirectory siteDirectory,
            SecretBox secrets,
            BuildRequests requests,
            Traces traces,
            WebhookSettings settings,
            MeterRegistry meters) {
        this.sites = siteDirectory;
        this.secrets = secrets;
        this.requests = requests;
        this.traces = traces;
        this.settings = settings;
        this.metrics = new WebhookMetrics(meters);
    }

    @PostMapping("/hooks/{forge}/{site}")
    ResponseEntity<?> receive(
            @PathVariable("forge") String forgeName, @PathVariable("site") String siteName, HttpServletRequest request)
            throws IOException {
        Forge forge = Forge.named(forgeName);
        try (Span span = traces.begin(
                "webhook",
                Traces.Kind.ASKED,
                // Of a forge or a script that traces itself.
                Traceparent.of(request.getHeader("traceparent"))
                        .map(Traceparent::toString)
                        .orElse(null),
                Map.of("sitemend.provider", forge.word(), "sitemend.site", siteName))) {
            SiteSettings site = site(siteName);
            Hook hook = new Hook(name -> Optional.ofNullable(request.getHeader(name)), body(request));
            verify(forge, hook, site);
            return act(forge, forge.read(hook), site, span);
        } catch (ProblemException e) {
            metrics.refused(forge, e.problem());
            throw e;
        } catch (EventsUnavailableException | StoreUnavailableException e) {
            metrics.refused(forge, Problem.UNAVAILABLE);
            throw e;
        }
    }

    private SiteSettings site(String name) {
        SiteId site;
        try {
            site = new SiteId(name);
        } catch (IllegalArgumentException _) {
            throw Problem.NOT_FOUND.because("There is no site '" + name + "'.");
        }

        return sites.find(site).orElseThrow(() -> Problem.NOT_FOUND.because("There is no site '" + site + "'."));
    }

    private byte[] body(HttpServletRequest request) throws IOException {
        int most = Math.toIntExact(settings.maxBody().toBytes());
        long declared = request.getContentLengthLong();
        byte[] body = declared > most ? new byte[0] : request.getInputStream().readNBytes(most + 1);
        if (declared > most || body.length > most) {
            throw Problem.TOO_LARGE.because(
                    "A webhook has " + settings.maxBody().toKilobytes()
                            + " KB at most. Nothing is lost: the push is found by reconciliation.");
        }
        return body;
    }

    private void verify(Forge forge, Hook hook, SiteSettings site) {
        String sealed = site.secrets().get(SiteRegistry.WEBHOOK_SECRET);
        if (sealed == null) {
            throw Problem.UNAUTHENTICATED.because("Site " + site.site()
                    + " has no webhook secret. Set one: sitemend site set " + site.site() + " --secret webhook=…");
        }

        String secret = secrets.open(site.site(), SiteRegistry.WEBHOOK_SECRET, sealed);
        if (!forge.signed(hook, secret)) {
            throw Problem.UNAUTHENTICATED.because(
                    "The signature is missing or wrong. The secret of the webhook must be the one"
                            + " that Sitemend showed when the site was registered.");
        }
    }

    private ResponseEntity<?> act(Forge forge, Delivery delivery, SiteSettings site, Span span) {
        return switch (delivery) {
            case Delivery.Ignored ignored -> ignored(forge, ignored.why());
            case Delivery.Moved moved -> {
                BranchName branch = moved.branch() == null ? site.branch() : moved.branch();
                if (!BuiltBranches.includes(site, branch)) {
                    yield ignored(forge, "branch " + branch + " is not built");
                }

                ChannelId channel = new ChannelId(site.site(), branch);
                String requester = forge.word() + ": " + moved.sender();
                Wish wish = moved.branch() == null && moved.revision() == null
                        ? Wish.head(channel, requester)
                        : Wish.pushed(channel, moved.revision(), requester);
                RequestId id = requests.request(wish.tracedBy(span.traceparent()));
                metrics.accepted(forge);
                yield ResponseEntity.accepted().body(new Accepted(id.value()));
            }
        };
    }

    private ResponseEntity<String> ignored(Forge forge, String why) {
        metrics.ignored(forge);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("Ignored: " + why + "\n");
    }

    record Accepted(String request) {}
}
