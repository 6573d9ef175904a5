package dev.sitemend.trigger.status.explain;

/** Looks at a site as a visitor would. */
@FunctionalInterface
public interface ServedTruth {
    /**
     * What the site serves now. Takes some seconds at most.
     *
     * @param host the name and port that a visitor would type
     */
    Served look(String host);
}
