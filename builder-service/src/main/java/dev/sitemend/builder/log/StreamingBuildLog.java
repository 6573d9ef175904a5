package dev.sitemend.builder.log;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One lock guards everything, the listener's call too: that is what keeps lines in order. */
final class StreamingBuildLog implements BuildLog {
    static final int LONGEST_LINE = 4096;
    static final int CHUNK_LINES = 200;
    static final long CHUNK_MILLIS = 250;
    private static final int KEPT_LINES = 400;

    // Colours and cursor movements of a terminal (CSI, OSC), then any other control character but the tab: a log is
    // shown in other people's terminals.
    private static final Pattern TERMINAL_CODES = Pattern.compile(
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[\\p{Cntrl}&&[^\t]]");

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final Mask mask;
    private final LogListener listener;
    private final ScheduledExecutorService timer;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private final Deque<String> tail = new ArrayDeque<>();
    private List<String> waiting = new ArrayList<>();
    private long handedOut;
    private long cut;
    private boolean afterCarriageReturn;
    private boolean closed;
    private @Nullable OutputStream kept;
    private @Nullable ScheduledFuture<?> alarm;

    StreamingBuildLog(Path file, Mask mask, LogListener listener, ScheduledExecutorService timer) {
        this.file = file;
        this.mask = mask;
        this.listener = listener;
        this.timer = timer;
    }

    @Override
    public void say(String line) {
        lock.lock();
        try {
            endUnfinished();
            line.lines().forEach(this::add);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                take(bytes, offset, length);
            }

            @Override
            public void close() {
                lock.lock();
                try {
                    endUnfinished();
                } finally {
                    lock.unlock();
                }
            }
        };
    }

    private void take(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            for (int i = offset; i < offset + length; i++) {
                takeByte(bytes[i]);
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeByte(byte value) {
        if (value == '\n') {
            if (!afterCarriageReturn) {
                endLine();
            }
            afterCarriageReturn = false;
            return;
        }
        // A lone carriage return ends a line too: progress bars are many short lines, not one endless one.
        if (value == '\r') {
            endLine();
            afterCarriageReturn = true;
            return;
        }
        afterCarriageReturn = false;
        if (unfinished.size() < LONGEST_LINE + mask.longest()) {
            unfinished.write(value);
        } else {
            cut++;
        }
    }

    private void endUnfinished() {
        if (unfinished.size() > 0) {
            endLine();
        }
    }

    private void endLine() {
        String line = unfinished.toString(StandardCharsets.UTF_8);
        long missing = cut;
        unfinished.reset();
        cut = 0;
        add(line, missing);
    }

    private void add(String line) {
        add(line, 0);
    }

    private void add(String raw, long missing) {
        if (closed) {
            return;
        }
        String line = mask.apply(TERMINAL_CODES.matcher(raw).replaceAll(""));
        if (missing > 0 || line.length() > LONGEST_LINE) {
            int end = Math.min(line.length(), LONGEST_LINE);
            line = line.substring(0, end) + " … (" + (line.length() - end + missing) + " more bytes cut)";
        }

        keep(line);
        tail.addLast(line);
        if (tail.size() > KEPT_LINES) {
            tail.removeFirst();
        }
        waiting.add(line);
        if (waiting.size() >= CHUNK_LINES) {
            handOut();
        } else if (alarm == null) {
            alarm = timer.schedule(this::handOutLater, CHUNK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void keep(String line) {
        try {
            if (kept == null) {
                kept = new BufferedOutputStream(new ZstdOutputStream(Files.newOutputStream(file), 3));
            }
            kept.write(line.getBytes(StandardCharsets.UTF_8));
            kept.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the build's log to " + file, e);
        }
    }

    private void handOutLater() {
        lock.lock();
        try {
            handOut();
        } finally {
            lock.unlock();
        }
    }

    private void handOut() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
        if (waiting.isEmpty()) {
            return;
        }

        List<String> lines = waiting;
        waiting = new ArrayList<>();
        long first = handedOut;
        handedOut += lines.size();
        listener.lines(first, lines);
    }

    @Override
    public List<String> tail(int count) {
        lock.lock();
        try {
            List<String> lines = new ArrayList<>(tail);
            return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            endUnfinished();
            handOut();
            closed = true;
            if (kept == null) {
                kept = new ZstdOutputStream(Files.newOutputStream(file), 3);
            }
            kept.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot complete the build's log " + file, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Path file() {
        return file;
    }
}
