package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.tree.TreeEntry;
import dev.sitemend.store.tree.TreeListing;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads artifacts as a visitor would, to the last byte. */
final class Live {
    private final World world;

    Live(World world) {
        this.world = world;
    }

    /** 2: the whole tree is there, and is of this revision, to the last page. */
    void requireComplete(ChannelId channel, Artifact artifact, Revision revision, String what) {
        // Anew each time: trees remember what they have read of packs, and these may have gone since.
        Trees trees = world.trees(world.shared);
        Map<String, String> found = new HashMap<>();
        try {
            TreeListing listing = trees.listing(channel.site(), artifact.root(), artifact.packs());
            for (Map.Entry<TreePath, TreeEntry> entry : listing.entries().entrySet()) {
                if (!entry.getValue().isDirectory()) {
                    byte[] bytes = trees.blob(channel.site(), entry.getValue().digest(), artifact.packs());
                    found.put(entry.getKey().toString(), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        } catch (UnreadableObjectException e) {
            throw new Violation("2: what is " + what + " of " + channel + " is not whole: " + e.getMessage());
        }
        Map<String, String> expected = SimulatedGenerators.pages(world.git, revision);
        Invariants.require(
                found.equals(expected),
                "2: what is " + what + " as " + revision + " of " + channel + " is " + found + ", not " + expected);
        world.scheduler.say(what + " of " + channel + " is whole");
    }

    /** The build that visitors of a channel get. */
    static Optional<BuildNumber> shown(List<Generation> log) {
        for (Generation generation : log.reversed()) {
            switch (generation.entry()) {
                case Generation.Promoted promoted -> {
                    return Optional.of(promoted.build());
                }
                case Generation.RolledBack rolledBack -> {
                    return Optional.of(rolledBack.build());
                }
                case Generation.Retired _ -> {
                    return Optional.empty();
                }
                case Generation.Locked _, Generation.Unlocked _, Generation.Collected _ -> {
                    // Says nothing about what is live.
                }
            }
        }
        return Optional.empty();
    }

    /** Every build that visitors of a channel ever got, the last one first. */
    static List<BuildNumber> everShown(List<Generation> log) {
        List<BuildNumber> shown = new ArrayList<>();
        for (int i = log.size(); i > 0; i--) {
            shown(log.subList(0, i)).filter(build -> !shown.contains(build)).ifPresent(shown::add);
        }
        return shown;
    }
}
