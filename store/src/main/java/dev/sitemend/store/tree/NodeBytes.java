package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;

/** Tree nodes as they are stored, from wherever they are kept. */
@FunctionalInterface
public interface NodeBytes {
    /**
     * The bytes that this is the SHA-256 of. They must be these: nobody checks again.
     *
     * @throws dev.sitemend.store.UnreadableObjectException if there is no such node
     */
    byte[] node(Digest digest);
}
