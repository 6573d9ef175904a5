package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.net.URI;

/** Where people find a site, its previews, and its Git. */
public final class Addresses {
    private final URI service;
    private final URI sites;

    /**
     * @param service where this service answers, {@code sitemend.public-url}
     * @param sites where the publisher answers, {@code sitemend.sites-url}: each site is a label before its host
     */
    public Addresses(URI service, URI sites) {
        this.service = service;
        this.sites = sites;
    }

    /** Where the site's production branch is served: its first own domain if it has one. */
    public String live(SiteSettings site) {
        if (!site.domains().isEmpty()) {
            return "https://" + site.domains().getFirst() + "/";
        }

        return at(site.site().value());
    }

    /** Where a branch is served. */
    public String page(SiteSettings site, BranchName branch) {
        return branch.equals(site.branch()) ? live(site) : at(branch.slug() + "--" + site.site());
    }

    /** Where one build is served for ever. */
    public String build(SiteId site, BuildNumber build) {
        return at("build-" + build.value() + "--" + site);
    }

    /** Where to push the site to, and to clone it from. */
    public String git(SiteId site) {
        return base() + "/git/" + site + ".git";
    }

    /** Where a forge sends the site's webhooks. */
    public String webhook(String provider, SiteId site) {
        return base() + "/hooks/" + provider + "/" + site;
    }

    private String at(String label) {
        String port = sites.getPort() < 0 ? "" : ":" + sites.getPort();
        return sites.getScheme() + "://" + label + "." + sites.getHost() + port + "/";
    }

    private String base() {
        String text = service.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
