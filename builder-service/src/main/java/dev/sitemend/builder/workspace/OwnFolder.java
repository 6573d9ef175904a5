package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder that one builder has for itself while it lives: it holds a lock there, which ends with it however it ends.
 * The next builder takes the folder over, with what is warm in it, after it has ended the processes that were left.
 */
final class OwnFolder implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final int MOST = 1000;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private OwnFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    static OwnFolder take(Path directory) throws IOException {
        Path root = Files.createDirectories(directory).toRealPath();
        for (int i = 1; i <= MOST; i++) {
            Path folder = root.resolve("builder-" + i);
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
            } else {
                // What a site has in its workspace is nobody else's business.
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                Leftovers.kill(folder);
                return new OwnFolder(folder, channel, lock);
            }
        }
        throw new IOException("Cannot take a folder below " + root + ": " + MOST + " builders work there");
    }

    private static @org.jspecify.annotations.Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another builder in this very process: it lives.
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
