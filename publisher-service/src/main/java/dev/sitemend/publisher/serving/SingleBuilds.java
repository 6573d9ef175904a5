package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.util.Optional;

/** Successful builds by number, whether they were ever published or not. */
@FunctionalInterface
public interface SingleBuilds {
    /**
     * The build as it is served; empty if there is no such success.
     *
     * @throws dev.sitemend.store.StoreUnavailableException if that can not be said now
     */
    Optional<Publication> find(SiteId site, BuildNumber number);
}
