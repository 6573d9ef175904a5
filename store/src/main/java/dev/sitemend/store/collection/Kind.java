package dev.sitemend.store.collection;

import java.util.Locale;

/**
 * Kinds of stored objects, in the order in which they are deleted: what names others goes before what it names, so that
 * wherever a collector dies nothing is left that names what is missing.
 */
public enum Kind {
    /** A seal names packs, of state too. */
    CACHE,
    LOG,
    /** A mark names a build, and a heal whose build has no report would be taken for one under way. */
    HEAL_MARK,
    /** A claim without a report would be an open one. */
    CLAIM,
    REPORT,
    PACK,
    PROBE,
    /** A token before its revocation: the other way round it would be good again. */
    TOKEN,
    /** Uploads that some stores show while they last, and whatever others put there: never touched. */
    OTHER;

    /** The word for people and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
