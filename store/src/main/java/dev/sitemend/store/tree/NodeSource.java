package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.MissingObjectException;

/** Where nodes come from. */
@FunctionalInterface
interface NodeSource {
    /**
     * The node of this digest.
     *
     * @throws dev.sitemend.store.UnreadableObjectException if there is none, or it is damaged
     */
    TreeNode node(Digest digest);

    /** A source that has none. */
    static NodeSource none() {
        return digest -> {
            throw new MissingObjectException("Cannot find tree node " + digest);
        };
    }
}
