package dev.sitemend.builder.workspace;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Workspaces on a real disk, below a folder per builder. The builder holds a lock on its folder while it lives, so that
 * the next one can tell the leftovers of the dead from the work of the living.
 */
public final class DiskWorkspaces implements Workspaces, AutoCloseable {
    private static final String LOCK = "lock";

    private final Path own;
    private final FileChannel channel;
    private final FileLock lock;

    private DiskWorkspaces(Path own, FileChannel channel, FileLock lock) {
        this.own = own;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Removes what killed builders left below {@code directory}, their processes first, and takes a folder there.
     *
     * @param builder tells this builder's folder from those of others on the same disk
     */
    public static DiskWorkspaces open(Path directory, String builder) {
        try {
            Path root = Files.createDirectories(directory).toRealPath();
            removeLeftovers(root);
            Path own = Files.createDirectories(root.resolve(builder));
            FileChannel channel = lockFile(own);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IllegalStateException(
                        "Cannot use " + own + ": another builder works in it. Give each its own.");
            }
            return new DiskWorkspaces(own, channel, lock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + directory + " for workspaces", e);
        }
    }

    private static void removeLeftovers(Path root) throws IOException {
        List<Path> folders;
        try (Stream<Path> children = Files.list(root)) {
            folders = children.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            try (FileChannel channel = lockFile(folder);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    Leftovers.kill(folder);
                    Trash.delete(folder);
                }
            }
        }
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public Workspace open(SiteId site, BuildNumber build) {
        // The same path for a site's next build: tools that remember absolute paths without a sandbox then stay right.
        Path directory = own.resolve(site.value());
        try {
            for (int taken = 2; Files.exists(directory); taken++) {
                directory = own.resolve(site.value() + "~" + taken);
            }
            return DirectoryWorkspace.create(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lay out a workspace for " + site + build + " in " + directory, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
            Trash.delete(own);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give up " + own, e);
        }
    }
}
