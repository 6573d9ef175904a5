package dev.sitemend.trigger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sitemend.contracts.format.Retention;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.site.SiteDraft;
import dev.sitemend.trigger.site.SiteRegistry;
import dev.sitemend.trigger.site.SiteRegistry.Reachability;
import dev.sitemend.trigger.site.SiteRegistry.Registered;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Registers, changes and removes sites. */
@RestController
@RequestMapping("/api/v1/sites")
final class SiteChangesController {
    private final SiteRegistry registry;
    private final Addresses addresses;

    SiteChangesController(SiteRegistry registry, Addresses addresses) {
        this.registry = registry;
        this.addresses = addresses;
    }

    @PostMapping
    ResponseEntity<SiteAnswer> register(
            @RequestBody ObjectNode body, @RequestParam(defaultValue = "false") boolean force, Caller caller) {
        caller.requireEverywhere(Role.ADMIN);
        SiteId site = new SiteId(name(body));
        SiteDraft draft = new SiteFields(body).over(SiteDraft.EMPTY, Set.of("site", "name"));
        Registered registered = registry.register(site, draft, reachability(force), caller.name());
        return ResponseEntity.created(URI.create("/api/v1/sites/" + site))
                .body(answer(registered.settings(), registered.webhookSecret()));
    }

    @PatchMapping("/{site}")
    SiteAnswer change(
            @PathVariable String site,
            @RequestBody ObjectNode body,
            @RequestParam(defaultValue = "false") boolean force,
            Caller caller) {
        SiteId id = new SiteId(site);
        caller.require(Role.OPERATOR, id);
        SiteFields fields = new SiteFields(body);
        if (fields.names("repository") || fields.names("network")) {
            // What this machine connects to, and what builds may, concerns all sites.
            caller.requireEverywhere(Role.ADMIN);
        }

        return answer(
                registry.change(id, draft -> fields.over(draft, Set.of()), reachability(force), caller.name()), null);
    }

    @DeleteMapping("/{site}")
    ResponseEntity<Void> remove(@PathVariable String site, Caller caller) {
        SiteId id = new SiteId(site);
        caller.require(Role.OPERATOR, id);
        registry.remove(id, caller.name());
        return ResponseEntity.noContent().build();
    }

    private static String name(ObjectNode body) {
        String name = body.path("site").asString(body.path("name").asString(""));
        if (name.isEmpty()) {
            throw Problem.INVALID.because(
                    "The field 'site' is missing: the name of the new site, such as garden-notes.");
        }
        return name;
    }

    private static Reachability reachability(boolean force) {
        return force ? Reachability.UNCHECKED : Reachability.REQUIRED;
    }

    private SiteAnswer answer(SiteSettings site, @Nullable String webhookSecret) {
        return new SiteAnswer(
                site.site().value(),
                site.repository(),
                site.branch().value(),
                site.domains(),
                site.previews(),
                site.generator(),
                site.network(),
                site.visibility().name().toLowerCase(Locale.ROOT),
                site.retention(),
                List.copyOf(site.secrets().keySet()).stream().sorted().toList(),
                addresses.live(site),
                site.isHosted() ? addresses.git(site.site()) : null,
                addresses.webhook("{github|gitlab|gitea|forgejo|generic}", site.site()),
                webhookSecret);
    }

    /**
     * A site as it was just written.
     *
     * @param retention absent for the installation's defaults
     * @param secrets the names of the secrets that are set
     * @param webhookSecret only in the answer to a registration
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SiteAnswer(
            String site,
            @Nullable String repository,
            String branch,
            List<String> domains,
            List<String> previews,
            @Nullable String generator,
            boolean network,
            String visibility,
            @Nullable Retention retention,
            List<String> secrets,
            String url,
            @Nullable String gitUrl,
            String webhookUrl,
            @Nullable String webhookSecret) {}
}
