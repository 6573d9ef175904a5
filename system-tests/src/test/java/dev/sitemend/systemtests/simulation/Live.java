package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.tree.TreeEntry;
import dev.sitemend.store.tree.TreeListing;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Reads artifacts as a visitor would, to the last byte. */
final class Live {
    private final World world;
    private final Trees trees;
    private final Set<Artifact> seen = new HashSet<>();

    Live(World world) {
        this.world = world;
        this.trees = new Trees(world.shared, world.disk.resolve("live"));
    }

    /** 2: the whole tree is there, and is of this revision. Nothing is ever deleted, so once is enough. */
    void requireComplete(ChannelId channel, Artifact artifact, Revision revision, String what) {
        if (!seen.add(artifact)) {
            return;
        }
        try {
            TreeListing listing = trees.listing(channel.site(), artifact.root(), artifact.packs());
            for (TreeEntry entry : listing.entries().values()) {
                if (!entry.isDirectory()) {
                    trees.blob(channel.site(), entry.digest(), artifact.packs());
                }
            }
            TreeEntry mark = listing.find(TreePath.of("revision")).orElseThrow();
            String found =
                    new String(trees.blob(channel.site(), mark.digest(), artifact.packs()), StandardCharsets.UTF_8);
            Invariants.require(
                    found.equals(revision.value()),
                    "2: what is " + what + " as " + revision + " of " + channel + " is " + found);
        } catch (UnreadableObjectException e) {
            throw new Violation("2: what is " + what + " of " + channel + " is not whole: " + e.getMessage());
        }
        world.scheduler.say(what + " of " + channel + " is whole");
    }
}
