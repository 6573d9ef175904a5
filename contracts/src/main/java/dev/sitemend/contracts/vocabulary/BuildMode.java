package dev.sitemend.contracts.vocabulary;

/** How a build starts. */
public enum BuildMode {
    /** Incremental, from the sealed cache of an earlier success. */
    REFRESH,
    /** Clean: empty workspace, no cache. */
    REBUILD
}
