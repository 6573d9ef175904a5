package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.serving.Destination.Audience;
import dev.sitemend.publisher.serving.Destination.Nowhere;
import dev.sitemend.store.memory.RecentlyUsed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is served at this moment. Each channel's publication is replaced in one step; a reader takes it once and keeps
 * it.
 */
public final class Publications {
    private static final int MOST_HOSTS = 4096;

    private final SiteAddresses addresses;
    private final SingleBuilds builds;
    private final Map<Addressee.Preview, Publication> current = new ConcurrentHashMap<>();
    private volatile SiteDirectory directory = SiteDirectory.of(List.of());

    /** What host names led to, since the last change. */
    private volatile RecentlyUsed<String, Destination> hosts = noHosts();

    public Publications(SiteAddresses addresses, SingleBuilds builds) {
        this.addresses = addresses;
        this.builds = builds;
    }

    /** From now on, these are the registered sites. */
    public void register(Collection<SiteSettings> sites) {
        directory = SiteDirectory.of(sites);
        hosts = noHosts();
    }

    /** From now on, this is what its channel shows. */
    public void show(Publication publication) {
        current.put(key(publication.channel()), publication);
        hosts = noHosts();
    }

    /** From now on, the channel shows nothing. */
    public void hide(ChannelId channel) {
        current.remove(key(channel));
        hosts = noHosts();
    }

    /** After the change: whoever has worked with what was before keeps it in what nobody asks any more. */
    private static RecentlyUsed<String, Destination> noHosts() {
        return new RecentlyUsed<>(MOST_HOSTS, (host, destination) -> 1);
    }

    /** What the channel shows. */
    public Optional<Publication> of(ChannelId channel) {
        return Optional.ofNullable(current.get(key(channel)));
    }

    /** What the site's production channel shows, or else some other channel of it. */
    Optional<Publication> ofSite(SiteId site) {
        Optional<Publication> production =
                directory.named(site).map(settings -> current.get(key(settings.production())));
        return production.or(() -> current.values().stream()
                .filter(shown -> shown.channel().site().equals(site))
                .findFirst());
    }

    /** Everything that is shown. */
    public List<Publication> all() {
        return List.copyOf(current.values());
    }

    /** The generation at the site's own address; 0 if nothing is there. */
    long liveGeneration(SiteId site) {
        return directory
                .named(site)
                .map(settings -> current.get(key(settings.production())))
                .map(Publication::generation)
                .map(GenerationNumber::value)
                .orElse(0L);
    }

    private static Addressee.Preview key(ChannelId channel) {
        return new Addressee.Preview(channel.site(), channel.branch().slug());
    }

    /** Where a request for this host goes. */
    Destination destination(String host) {
        RecentlyUsed<String, Destination> known = hosts;
        Optional<Destination> before = known.find(host);
        if (before.isPresent()) {
            return before.get();
        }

        Destination destination = find(host);
        if (destination instanceof Destination.Served) {
            known.keep(host, destination);
        }
        return destination;
    }

    private Destination find(String host) {
        return switch (addresses.addressee(host)) {
            case Addressee.Site(SiteId site) ->
                directory.named(site).map(this::production).orElseGet(() -> noSite(site));
            case Addressee.Preview preview ->
                directory
                        .named(preview.site())
                        .map(settings -> preview(preview))
                        .orElseGet(() -> noSite(preview.site()));
            case Addressee.Build(SiteId site, BuildNumber number) ->
                directory.named(site).map(settings -> build(site, number)).orElseGet(() -> noSite(site));
            case Addressee.Foreign(String domain) ->
                directory.ofDomain(domain).map(this::production).orElseGet(Destination.Publisher::new);
            case Addressee.Installation() -> new Destination.Publisher();
            case Addressee.Impossible(String name) ->
                new Nowhere(
                        "There is no site at " + name,
                        "No site can have this name. A site is at " + example() + ", a branch's preview at "
                                + "<branch>--<site>, a single build at build-<number>--<site>.");
        };
    }

    private Destination production(SiteSettings settings) {
        Publication publication = current.get(key(settings.production()));
        return publication == null
                ? new Nowhere(
                        "Nothing is published here yet",
                        "The site '" + settings.site() + "' is registered; its branch '" + settings.branch()
                                + "' has no successful build yet. Push to it, or ask for a build: sitemend build "
                                + settings.site())
                : new Destination.Served(publication, Audience.EVERYONE);
    }

    private Destination preview(Addressee.Preview preview) {
        Publication publication = current.get(preview);
        return publication == null
                ? new Nowhere(
                        "There is no such preview",
                        "The site '" + preview.site() + "' has no branch that is published as '" + preview.slug()
                                + "': it has no successful build yet, or was deleted. sitemend status "
                                + preview.site() + " lists what there is.")
                : new Destination.Served(publication, Audience.PREVIEW);
    }

    private Destination build(SiteId site, BuildNumber number) {
        Optional<Publication> published = current.values().stream()
                .filter(shown ->
                        shown.channel().site().equals(site) && shown.build().equals(number))
                .findFirst()
                .map(Publication::asBuild);
        return published
                .or(() -> builds.find(site, number))
                .<Destination>map(publication -> new Destination.Served(publication, Audience.BUILD))
                .orElseGet(() -> new Nowhere(
                        "There is no such build",
                        "The site '" + site + "' has no build " + number + " whose pages are kept: a build that failed"
                                + " has none, and those of old ones are collected. sitemend builds " + site
                                + " lists what there is."));
    }

    private Destination noSite(SiteId site) {
        return new Nowhere(
                "There is no site '" + site + "'",
                "No site of this name is registered here. Register it: sitemend site add " + site);
    }

    String example() {
        return addresses.site(new SiteId("name")).toString();
    }
}
