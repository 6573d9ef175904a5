package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.memory.RecentlyUsed;
import java.util.List;
import java.util.Optional;

/**
 * The tree nodes that were used lately, ready to be searched. Named by their digest they never grow stale, and trees
 * share them: of a site in many generations, what differs is kept twice. Safe for use by several threads.
 */
public final class NodeMemory {
    // Where each entry begins takes 4 bytes beside the 50 of the smallest entry.
    private static final double OVERHEAD = 1.1;
    private static final int ENTRY = 200;

    private final RecentlyUsed<Digest, TreeNode> nodes;

    /**
     * Nothing yet.
     *
     * @param most bytes of memory
     */
    public NodeMemory(long most) {
        this.nodes = new RecentlyUsed<>(most, (digest, node) -> ENTRY + (long) (OVERHEAD * node.size()));
    }

    /** A tree of which a node is read when it is asked for and not in memory. */
    public Tree open(Digest root, NodeBytes bytes) {
        return new Tree(digest -> node(digest, bytes), root, List.of());
    }

    private TreeNode node(Digest digest, NodeBytes bytes) {
        Optional<TreeNode> known = nodes.find(digest);
        if (known.isPresent()) {
            return known.get();
        }

        TreeNode node = TreeNode.decode(digest, bytes.node(digest));
        nodes.keep(digest, node);
        return node;
    }

    /** Forgets a node: when it is asked for again, it is read. */
    public void forget(Digest digest) {
        nodes.forget(digest);
    }

    /** Bytes of memory that are used now. */
    public long weight() {
        return nodes.weight();
    }
}
