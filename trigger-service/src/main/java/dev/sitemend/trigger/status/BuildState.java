package dev.sitemend.trigger.status;

import java.util.Locale;

/** How far a numbered build has come. */
public enum BuildState {
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** Closed without an answer; another build answers its request. */
    ABANDONED,
    /** The build found that the branch does not exist any more. */
    GONE;

    /** The word that people and programs read. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
