package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;

/** Whom a request's host name speaks of. */
public sealed interface Addressee {
    /** {@code <site>.<suffix>}: the production channel. */
    record Site(SiteId site) implements Addressee {}

    /** {@code <slug>--<site>.<suffix>}: a branch. */
    record Preview(SiteId site, String slug) implements Addressee {}

    /** {@code build-<n>--<site>.<suffix>}: one build. */
    record Build(SiteId site, BuildNumber number) implements Addressee {}

    /** The suffix itself: nobody's site, so the place that tells where the sites are. */
    record Installation() implements Addressee {}

    /** Under our suffix, but no site could have such a name. */
    record Impossible(String host) implements Addressee {}

    /** Some other name: a site's own domain, or nobody's. */
    record Foreign(String host) implements Addressee {}
}
