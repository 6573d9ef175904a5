package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.util.Map;

/** Nodes that are not in the store yet, and behind them those of another source. */
record NewNodes(Map<Digest, byte[]> nodes, NodeSource others) implements NodeSource {
    @Override
    public TreeNode node(Digest digest) {
        byte[] found = nodes.get(digest);
        return found == null ? others.node(digest) : TreeNode.decode(digest, found);
    }
}
