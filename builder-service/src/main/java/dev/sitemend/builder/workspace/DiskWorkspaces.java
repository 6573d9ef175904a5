package dev.sitemend.builder.workspace;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workspaces on a real disk, below a folder per builder. The builder holds a lock on its folder while it lives, so that
 * the next one can tell the leftovers of the dead from the work of the living.
 */
public final class DiskWorkspaces implements Workspaces, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWorkspaces.class);
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
            } catch (OverlappingFileLockException e) {
                // Another builder in this very process: it lives.
                LOG.debug("{} belongs to a builder of this process", folder);
            }
        }
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public Workspace open(SiteId site, BuildNumber build) {
        // The same path for a site's next build: tools that remember absolute paths without a sandbox then stay right.
        for (int taken = 1; ; taken++) {
            Path directory = own.resolve(taken == 1 ? site.value() : site.value() + "~" + taken);
            try {
                return DirectoryWorkspace.create(directory);
            } catch (FileAlreadyExistsException e) {
                LOG.debug("Another branch of {} builds in {}", site, directory);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot lay out a workspace for " + site + build + " in " + directory, e);
            }
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
