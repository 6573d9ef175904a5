package dev.sitemend.trigger.api;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.store.site.Sites;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.DeadLetterRow;
import java.util.List;

/** What a caller may read: everybody reads states and logs of public sites, a viewer's token reads the others. */
public final class ReadAccess {
    private final ChannelRows channels;
    private final Sites registry;

    ReadAccess(ChannelRows channels, Sites registry) {
        this.channels = channels;
        this.registry = registry;
    }

    /** The sites that the caller may read, by name. */
    public List<SiteSettings> sites(Caller caller) {
        return channels.sites().stream().filter(site -> isFor(caller, site)).toList();
    }

    /** The site, or a refusal. One that was registered a moment ago is found in the registry. */
    public SiteSettings site(Caller caller, String name) {
        SiteId id = new SiteId(name);
        SiteSettings site = channels.site(id)
                .or(() -> registry.current(id))
                .filter(settings -> !settings.removed())
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no site " + id + "."));
        if (!isFor(caller, site)) {
            caller.require(Role.VIEWER, id);
        }
        return site;
    }

    /** The channel of a branch that is named as in Git, or by its slug; or a refusal. */
    public ChannelId channel(SiteSettings site, String branch) {
        return channels.channels(site).stream()
                .filter(channel -> channel.branch().value().equals(branch)
                        || channel.branch().slug().equals(branch))
                .findFirst()
                .orElseThrow(() -> Problem.NOT_FOUND.because("Nothing is known about a branch " + new BranchName(branch)
                        + " of " + site.site() + ": nobody has pushed it yet."));
    }

    /** Whether the caller may read what concerns this site. */
    public boolean isFor(Caller caller, SiteId site) {
        return channels.isPublic(site) || caller.may(Role.VIEWER, site);
    }

    /** Whether the caller may read this dead letter; a record that could not be read may be about any site. */
    public boolean isFor(Caller caller, DeadLetterRow letter) {
        return letter.channel() == null
                ? caller.mayEverywhere(Role.VIEWER)
                : isFor(caller, letter.channel().site());
    }

    private static boolean isFor(Caller caller, SiteSettings site) {
        return site.visibility() == Visibility.PUBLIC || caller.may(Role.VIEWER, site.site());
    }
}
