package dev.sitemend.builder.record;

/** What the fetched head of a branch says about revisions that it does not contain. */
public enum HeadTrust {
    /** Nothing: the Git host may lag, and show them later. */
    CONTAINS_ONLY,
    /**
     * They are not part of the branch any more: the host is our own, whose refs move before anything is asked, or it
     * was asked again for so long that it can not lag.
     */
    AUTHORITATIVE
}
