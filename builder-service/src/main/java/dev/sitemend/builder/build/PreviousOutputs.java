package dev.sitemend.builder.build;

import dev.sitemend.builder.gate.PreviousOutput;
import dev.sitemend.builder.record.UntilAvailable;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.publication.LiveArtifact;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.tree.EntryKind;
import dev.sitemend.store.tree.Tree;
import dev.sitemend.store.tree.TreeListing;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What visitors get now, for the gate to compare with. */
final class PreviousOutputs {
    private static final Logger LOG = LoggerFactory.getLogger(PreviousOutputs.class);

    private final PublicationLog publication;
    private final Trees trees;
    private final UntilAvailable untilAvailable;

    PreviousOutputs(PublicationLog publication, Trees trees, UntilAvailable untilAvailable) {
        this.publication = publication;
        this.trees = trees;
        this.untilAvailable = untilAvailable;
    }

    /** The channel's live output; empty when there is none, or when it can not be read. */
    Optional<PreviousOutput> live(ChannelId channel) throws InterruptedException {
        try {
            Optional<LiveArtifact> live =
                    untilAvailable.get(() -> publication.read(channel).live());
            if (live.isEmpty()) {
                return Optional.empty();
            }

            Artifact artifact = live.get().artifact();
            Tree tree = untilAvailable.get(() -> trees.open(channel.site(), artifact.root(), artifact.packs()));
            return Optional.of(new StoredOutput(channel.site(), artifact, tree));
        } catch (UnreadableObjectException e) {
            LOG.error("What is live of {} can not be read: {}. A rebuild will replace it", channel, e.getMessage());
            return Optional.empty();
        }
    }

    private final class StoredOutput implements PreviousOutput {
        private final SiteId site;
        private final Artifact artifact;
        private final Tree tree;

        StoredOutput(SiteId site, Artifact artifact, Tree tree) {
            this.site = site;
            this.artifact = artifact;
            this.tree = tree;
        }

        @Override
        public long count() {
            return artifact.files();
        }

        @Override
        public Set<String> files() {
            return listing().entries().entrySet().stream()
                    .filter(entry -> !entry.getValue().isDirectory())
                    .map(entry -> entry.getKey().toString())
                    .collect(Collectors.toUnmodifiableSet());
        }

        private TreeListing listing() {
            try {
                return trees.listing(site, artifact.root(), artifact.packs());
            } catch (UnreadableObjectException | StoreUnavailableException | StoreRefusedException e) {
                LOG.warn("Cannot name what {} lost: {}", site, e.getMessage());
                return new TreeListing(artifact.root(), new TreeMap<>());
            }
        }

        @Override
        public Optional<byte[]> content(String file) {
            try {
                return tree.find(TreePath.of(file))
                        .filter(entry -> entry.kind() == EntryKind.FILE || entry.kind() == EntryKind.EXECUTABLE)
                        .map(entry -> trees.blob(site, entry.digest(), artifact.packs()));
            } catch (UnreadableObjectException | StoreUnavailableException | StoreRefusedException e) {
                LOG.warn("Cannot compare {} of {} with what is live: {}", file, site, e.getMessage());
                return Optional.empty();
            }
        }
    }
}
