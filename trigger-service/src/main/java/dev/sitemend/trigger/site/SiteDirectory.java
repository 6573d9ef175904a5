package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import java.util.List;
import java.util.Optional;

/** Which sites there are, and their settings. A site that was removed is not there. */
public interface SiteDirectory {
    /** The current settings of this site; at most some seconds old, older only while the store is out of reach. */
    Optional<SiteSettings> find(SiteId site);

    /** All sites, in the order of their names. */
    List<SiteSettings> all();
}
