package dev.sitemend.builder.workspace;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workspaces on a real disk, in a folder that this builder has for itself, with a layer per channel. */
public final class DiskWorkspaces implements Workspaces, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWorkspaces.class);

    private final Path own;
    private final AutoCloseable lock;
    private final Method method;
    private final Owners owners;
    private final Inspector inspector;
    private final Eviction eviction;
    private final Set<Path> leased = new HashSet<>();

    private DiskWorkspaces(
            Path own, AutoCloseable lock, Method method, Owners owners, Inspector inspector, Eviction eviction) {
        this.own = own;
        this.lock = lock;
        this.method = method;
        this.owners = owners;
        this.inspector = inspector;
        this.eviction = eviction;
    }

    /**
     * Takes a folder below {@code directory} that no living builder uses, with the layers that are in it.
     *
     * @param bytes how much the layers may take up when nothing is built
     */
    public static DiskWorkspaces open(Path directory, Method method, Owners owners, long bytes) {
        try {
            OwnFolder own = OwnFolder.take(directory);
            return new DiskWorkspaces(
                    own.path(), own, method, owners, Inspector.beside(own.path()), new Eviction(own.path(), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + directory + " for workspaces", e);
        }
    }

    /** In a folder that nobody else uses, which is the caller's to see to; nothing is done by other threads. */
    public static DiskWorkspaces in(Path folder, Method method, Owners owners, long bytes) {
        return new DiskWorkspaces(folder, () -> {}, method, owners, Inspector.within(), new Eviction(folder, bytes));
    }

    @Override
    public Workspace open(ChannelId channel, BuildNumber build) {
        // The same path for a channel's next build: tools that remember absolute paths without a sandbox stay right.
        String name = channel.site() + "~" + channel.branch().slug();
        Path directory = lease(name);
        try {
            return open(directory);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Nothing is warm for {} of {}: {} can not be used", build, channel, directory, e);
            return reopen(directory, channel);
        }
    }

    private Workspace reopen(Path directory, ChannelId channel) {
        try {
            Trash.delete(directory);
            return open(directory);
        } catch (IOException e) {
            giveBack(directory);
            throw new UncheckedIOException("Cannot lay out a workspace for " + channel + " in " + directory, e);
        }
    }

    private Workspace open(Path directory) throws IOException {
        Layer layer = Layer.open(directory);
        // Before anything is changed in it.
        Inspection inspection = inspector.begin(layer);
        Owner owner = owners.of(layer.source());
        for (Path folder : new Path[] {layer.source(), layer.kept(), layer.outputs()}) {
            owner.own(folder);
        }
        Merging merging = switch (method) {
            case OVERLAY -> new Overlay(layer, owner, View.Filesystem.KERNEL);
            case FUSE -> new Overlay(layer, owner, View.Filesystem.FUSE);
            case COPY -> new Copying(layer, owner);
        };
        for (String folder : new String[] {"tools", "scratch"}) {
            owner.own(Files.createDirectories(layer.build().resolve(folder)));
        }
        return new LayeredWorkspace(layer, inspection, owner, merging, () -> giveBack(directory));
    }

    private synchronized Path lease(String name) {
        for (int taken = 1; ; taken++) {
            Path directory = own.resolve(taken == 1 ? name : name + "~" + taken);
            if (leased.add(directory)) {
                return directory;
            }
        }
    }

    private void giveBack(Path directory) {
        try {
            if (directory.getFileName().toString().matches(".*~.*~.*")) {
                // Another build had the channel's: this one is nobody's.
                Trash.delete(directory);
            } else {
                eviction.used(directory, inUse());
            }
        } catch (IOException e) {
            LOG.warn("Cannot remove {}", directory, e);
        } finally {
            release(directory);
        }
    }

    private synchronized Set<Path> inUse() {
        return Set.copyOf(leased);
    }

    private synchronized void release(Path directory) {
        leased.remove(directory);
    }

    /** Gives up the folder; what is warm stays for the next builder. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot give up " + own, e);
        }
    }
}
