package dev.sitemend.publisher.serving;

import dev.sitemend.store.memory.RecentlyUsed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages that are asked for again and again, by publication and request target. */
public final class PreparedPages {
    // Key, page, list of headers and links of an entry.
    private static final int OVERHEAD = 400;

    private final RecentlyUsed<Key, PreparedPage> pages;

    /** Publications are told apart by their identity: a newer generation is another object. */
    private record Key(Publication publication, String target) {
        @Override
        @SuppressWarnings("ReferenceEquality") // Comparing all of a publication would cost more than it saves.
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && publication == key.publication && target.equals(key.target);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(publication) + target.hashCode();
        }
    }

    /**
     * None yet.
     *
     * @param most bytes of memory
     */
    public PreparedPages(long most) {
        this.pages = new RecentlyUsed<>(
                most, (key, page) -> OVERHEAD + 2L * key.target().length());
    }

    /** The page at a target, the path as it came in; empty if it is not kept, or the query may matter. */
    Optional<PreparedPage> find(Publication publication, String target, @Nullable String query) {
        return isPlain(publication, query) ? pages.find(new Key(publication, target)) : Optional.empty();
    }

    /** Keeps what a target was answered with. */
    void keep(Publication publication, String target, @Nullable String query, PreparedPage page) {
        if (isPlain(publication, query)) {
            pages.keep(new Key(publication, target), page);
        }
    }

    /** Whether the answer depends on publication and target alone. */
    private static boolean isPlain(Publication publication, @Nullable String query) {
        RedirectRules redirects = publication.rules().redirects();
        return redirects.isEmpty() || (query == null && !redirects.namesHosts());
    }

    /** Bytes of memory that are used now. */
    public long weight() {
        return pages.weight();
    }
}
