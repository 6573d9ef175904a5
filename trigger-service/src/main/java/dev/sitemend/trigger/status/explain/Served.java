package dev.sitemend.trigger.status.explain;

/** What a visitor gets, as the site's own well-known document says. */
public sealed interface Served {
    /** The site answers, and says what it serves. */
    record Shows(long generation, long build, String revision) implements Served {}

    /** The site answers, and serves nothing under this name. */
    record Nothing() implements Served {}

    /** Nobody answers, or not with what Sitemend would say. */
    record Unknown(String reason) implements Served {}
}
