package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.Remote;
import dev.sitemend.contracts.format.SiteSettings;

/** Knows where to fetch a site from, and with which password. */
@FunctionalInterface
public interface Remotes {
    /** The remote to use now: its password may be good for a short while only. */
    Remote of(SiteSettings site);
}
