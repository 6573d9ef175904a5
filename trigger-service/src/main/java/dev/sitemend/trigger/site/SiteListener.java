package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;

/** Wants to know when this process changed a site. */
@FunctionalInterface
public interface SiteListener {
    /** Called after the new settings are stored. What it does must be harmless when it is done again. */
    void changed(SiteSettings settings);
}
