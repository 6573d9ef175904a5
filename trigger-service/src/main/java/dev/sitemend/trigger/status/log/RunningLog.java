package dev.sitemend.trigger.status.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lines of one running build, from line 0 without a gap, in a file. In memory stands only where every
 * {@value #STRIDE}th line begins: 8 bytes for each.
 */
final class RunningLog implements AutoCloseable {
    private static final int STRIDE = 256;

    private final Path file;
    // Not a FileChannel: an interrupt of one of its readers would close it for all.
    private final RandomAccessFile content;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<Long> marks = new ArrayList<>(List.of(0L));
    private long lines;
    private long size;
    private Instant touchedAt;
    private long wakes;
    private boolean closed;

    /** Makes the file; it is deleted when the log is closed. */
    RunningLog(Path file, Instant now) {
        this.file = file;
        this.touchedAt = now;
        try {
            this.content = new RandomAccessFile(file.toFile(), "rw");
            content.setLength(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the lines of a build in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Takes in lines. Those that are there already are passed over; when some are missing before them, none is taken:
     * the rest of this log comes from the object store when the build has ended.
     */
    void append(long firstLine, List<String> chunk, Instant now) {
        lock.lock();
        try {
            touchedAt = now;
            if (closed || firstLine > lines) {
                return;
            }

            long known = Math.min(lines - firstLine, chunk.size());
            for (String line : chunk.subList((int) known, chunk.size())) {
                write(line);
            }
            grown.signalAll();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the lines of a build to " + file + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lines from {@code from} on, at most {@code limit}; none when there is none within {@code patience}, or none will
     * come.
     */
    List<String> read(long from, int limit, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long nanos = patience.toNanos();
            long before = wakes;
            while (from >= lines && !closed && wakes == before && nanos > 0) {
                nanos = grown.awaitNanos(nanos);
            }
            return closed || from >= lines ? List.of() : lines(from, (int) Math.min(limit, lines - from));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the lines of a build in " + file + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** When anything came last. */
    Instant touchedAt() {
        lock.lock();
        try {
            return touchedAt;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait for lines, so that they look whether the build has ended. */
    void wake() {
        lock.lock();
        try {
            wakes++;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            grown.signalAll();
            content.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void write(String line) throws IOException {
        // A line that holds a line break would count as two when it is read back.
        byte[] bytes = (line.replace('\n', ' ').replace('\r', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
        content.seek(size);
        content.write(bytes);
        size += bytes.length;
        lines++;
        if (lines % STRIDE == 0) {
            marks.add(size);
        }
    }

    private List<String> lines(long from, int count) throws IOException {
        int mark = (int) (from / STRIDE);
        int lastMark = (int) ((from + count + STRIDE - 1) / STRIDE);
        long begin = marks.get(mark);
        long end = lastMark < marks.size() ? marks.get(lastMark) : size;
        byte[] bytes = new byte[(int) (end - begin)];
        content.seek(begin);
        content.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .skip(from - (long) mark * STRIDE)
                .limit(count)
                .toList();
    }
}
