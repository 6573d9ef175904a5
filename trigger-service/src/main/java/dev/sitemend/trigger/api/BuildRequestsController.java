package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.IdempotencyKeys;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.site.BuiltBranches;
import dev.sitemend.trigger.site.RemoteRepositories;
import dev.sitemend.trigger.site.SiteDirectory;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Asks for builds. */
@RestController
final class BuildRequestsController {
    private final SiteDirectory sites;
    private final RemoteRepositories repositories;
    private final BuildRequests requests;
    private final IdempotencyKeys keys;
    private final Addresses addresses;

    BuildRequestsController(
            SiteDirectory siteDirectory,
            RemoteRepositories repositories,
            BuildRequests requests,
            IdempotencyKeys keys,
            Addresses addresses) {
        this.sites = siteDirectory;
        this.repositories = repositories;
        this.requests = requests;
        this.keys = keys;
        this.addresses = addresses;
    }

    @PostMapping("/api/v1/sites/{site}/builds")
    ResponseEntity<Requested> request(
            @PathVariable("site") String name,
            @RequestBody(required = false) @Nullable WantedBuild body,
            @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        SiteId id = new SiteId(name);
        caller.require(Role.WRITER, id);
        SiteSettings site =
                sites.find(id).orElseThrow(() -> Problem.NOT_FOUND.because("There is no site '" + id + "'."));
        WantedBuild wanted = body == null ? WantedBuild.HEAD : body;
        Wish wish = wish(site, wanted, caller);
        if (key == null) {
            return answer(requests.request(wish));
        }

        RequestId fixed = keys.id(caller.name() + "\n" + id, key);
        Optional<RequestId> before = keys.answered(fixed, wanted.toString());
        if (before.isEmpty()) {
            requests.request(wish.withId(fixed));
            keys.remember(fixed, wanted.toString());
        }
        return answer(fixed);
    }

    private Wish wish(SiteSettings site, WantedBuild wanted, Caller caller) {
        BranchName branch = wanted.branch() == null ? site.branch() : new BranchName(wanted.branch());
        if (!BuiltBranches.includes(site, branch)) {
            throw Problem.UNPROCESSABLE.because("Branch '" + branch + "' of site " + site.site()
                    + " is not built: it is not the published branch, and no preview pattern names it.");
        }
        if (site.isHosted()) {
            requireBranch(site, branch);
        }

        BuildMode mode = Boolean.TRUE.equals(wanted.clean()) ? BuildMode.REBUILD : BuildMode.REFRESH;
        return Wish.forced(new ChannelId(site.site(), branch), mode, caller.name(), Reasons.optional(wanted.reason()));
    }

    /** Where the repository is on this disk, a branch that is not there is found out now and not by a build. */
    private void requireBranch(SiteSettings site, BranchName branch) {
        if (repositories.ask(site) instanceof RemoteRepositories.Branches branches
                && !branches.heads().containsKey(branch)) {
            throw Problem.UNPROCESSABLE.because("Site " + site.site() + " has no branch '" + branch
                    + "' yet. Push it: git push " + addresses.git(site.site()) + " HEAD:" + branch);
        }
    }

    private static ResponseEntity<Requested> answer(RequestId request) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/requests/" + request))
                .body(new Requested(request.value()));
    }

    /** @param clean whether to rebuild from nothing; refresh when absent */
    record WantedBuild(
            @Nullable String branch,
            @Nullable Boolean clean,
            @Nullable String reason) {
        static final WantedBuild HEAD = new WantedBuild(null, null, null);
    }

    record Requested(String request) {}
}
