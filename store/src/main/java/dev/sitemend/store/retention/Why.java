package dev.sitemend.store.retention;

/** Why something stays. */
public enum Why {
    /** Visitors get it. */
    LIVE("it is live"),
    /** One of the newest that were live. */
    RETAINED("it is one of the newest that were live"),
    /** It was live until a short time ago. */
    LIVE_LATELY("it was live a short time ago"),
    /** The next build starts from it. */
    NEXT_BASE("the next build starts from it"),
    /** It was built a short time ago. */
    YOUNG("it is young"),
    /** A build that is under way reads it, or uses its packs again. */
    OPEN_BUILD("a build that is under way needs it"),
    /** Pages or a cache that stay are made of it. */
    NEEDED("pages or a cache that stay are made of it"),
    /** It belongs to a build whose pages stay. */
    OF_KEPT_PAGES("it belongs to pages that stay"),
    /** It is the last that is known of its branch. */
    NEWEST_ANSWER("it is the newest of its branch"),
    /** Claims are counted from it. */
    NEWEST_NUMBERS("builds are counted on from it"),
    /** It is named by a heal mark that stays. */
    OF_A_HEAL("it says how a heal ended"),
    /** What it is can not be told. */
    UNKNOWN("it is nothing that is known");

    private final String sentence;

    Why(String sentence) {
        this.sentence = sentence;
    }

    /** For people: {@code It stays, because} …. */
    public String sentence() {
        return sentence;
    }
}
