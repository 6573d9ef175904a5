package dev.sitemend.trigger.status.channel;

import java.util.Locale;

/** The six states of a channel. */
public enum State {
    /** Live is the head. */
    CURRENT,
    /** A build is under way. */
    BUILDING,
    /** A refresh failed, and its clean rebuild is asked for or under way. */
    HEALING,
    /** The content is broken: a person must push a fix. */
    QUARANTINED,
    /** A person holds publishing. */
    LOCKED,
    /** Live is not the head, and no build is under way. */
    BEHIND;

    /** The word that people and programs read. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
