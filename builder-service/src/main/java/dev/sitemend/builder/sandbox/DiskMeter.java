package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a command wrote. Walking what it wrote costs about 10 ms per thousand files, so it is done once a second at
 * most, less often for big trees, and at once when the disk's free space shrinks by a limit's worth.
 */
final class DiskMeter {
    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final int PAUSE_FACTOR = 20;

    private final List<Path> roots;
    private final Path anywhere;
    private final long before;
    private long freeBefore;
    private long next;
    private long used;

    DiskMeter(Workspace workspace, long now) {
        this.roots = workspace.written();
        this.anywhere = workspace.scratch();
        this.before = walk();
        this.freeBefore = free();
        this.next = now + PAUSE_NANOS;
    }

    /** Bytes written since the start, not older than a few seconds. */
    long used(long now, long limit) {
        boolean shrunk = freeBefore - free() > limit - used;
        if (now - next >= 0 || shrunk) {
            long started = System.nanoTime();
            used = Math.max(0, walk() - before);
            freeBefore = free();
            next = now + Math.max(PAUSE_NANOS, PAUSE_FACTOR * (System.nanoTime() - started));
        }
        return used;
    }

    private long free() {
        try {
            return Files.getFileStore(anywhere).getUsableSpace();
        } catch (IOException e) {
            return freeBefore;
        }
    }

    private long walk() {
        long[] bytes = new long[1];
        for (Path root : roots) {
            walk(root, bytes);
        }
        return bytes[0];
    }

    private static void walk(Path root, long[] bytes) {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.isRegularFile() ? attributes.size() : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    // Deleted meanwhile, or made unreadable: the walk goes on.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // The root itself was removed: nothing is in it.
            return;
        }
    }
}
