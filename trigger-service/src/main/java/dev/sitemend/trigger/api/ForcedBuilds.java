package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.site.BuiltBranches;
import dev.sitemend.trigger.site.RemoteRepositories;
import dev.sitemend.trigger.site.SiteDirectory;
import org.jspecify.annotations.Nullable;

/** Looks whether a build that a person asks for can be made at all, and may be asked for. */
public final class ForcedBuilds {
    private final SiteDirectory sites;
    private final RemoteRepositories repositories;
    private final Addresses addresses;

    ForcedBuilds(SiteDirectory sites, RemoteRepositories repositories, Addresses addresses) {
        this.sites = sites;
        this.repositories = repositories;
        this.addresses = addresses;
    }

    /**
     * The wish for a build of the branch's head, or a refusal.
     *
     * @param wanted absent for the published branch
     */
    public Wish wish(String name, @Nullable String wanted, BuildMode mode, @Nullable String reason, Caller caller) {
        SiteId id = new SiteId(name);
        caller.require(Role.WRITER, id);
        SiteSettings site =
                sites.find(id).orElseThrow(() -> Problem.NOT_FOUND.because("There is no site '" + id + "'."));
        BranchName branch = wanted == null ? site.branch() : new BranchName(wanted);
        if (!BuiltBranches.includes(site, branch)) {
            throw Problem.UNPROCESSABLE.because("Branch '" + branch + "' of site " + site.site()
                    + " is not built: it is not the published branch, and no preview pattern names it.");
        }
        if (site.isHosted()) {
            requireBranch(site, branch);
        }
        return Wish.forced(new ChannelId(site.site(), branch), mode, caller.name(), Reasons.optional(reason));
    }

    /** Where the repository is on this disk, a branch that is not there is found out now and not by a build. */
    private void requireBranch(SiteSettings site, BranchName branch) {
        if (repositories.ask(site) instanceof RemoteRepositories.Branches branches
                && !branches.heads().containsKey(branch)) {
            throw Problem.UNPROCESSABLE.because("Site " + site.site() + " has no branch '" + branch
                    + "' yet. Push it: git push " + addresses.git(site.site()) + " HEAD:" + branch);
        }
    }
}
