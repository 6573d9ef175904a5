package dev.sitemend.builder.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Copies a command's output to the log and notes how much there was and when the last of it came. */
final class OutputPump implements Runnable {
    private final InputStream from;
    private final OutputStream to;
    private final long limit;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lastByte;
    private final AtomicReference<String> beginning = new AtomicReference<>("");
    private final AtomicReference<String> end = new AtomicReference<>("");

    private static final int BEGINNING = 300;
    private static final int END = 1000;

    OutputPump(InputStream from, OutputStream to, long limit, long now) {
        this.from = from;
        this.to = to;
        this.limit = limit;
        this.lastByte = new AtomicLong(now);
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                long before = bytes.getAndAdd(n);
                lastByte.set(System.nanoTime());
                // Beyond the limit the pipe is emptied and nothing is kept, so that the command can be seen to die.
                int kept = (int) Math.min(n, Math.max(0, limit - before));
                to.write(buffer, 0, kept);
                String said = new String(buffer, 0, kept, StandardCharsets.UTF_8);
                if (before < BEGINNING) {
                    beginning.updateAndGet(soFar -> soFar + said.substring(0, Math.min(said.length(), BEGINNING)));
                }
                end.updateAndGet(soFar -> lastOf(soFar + said));
            }
            to.close();
        } catch (IOException e) {
            // The pipe broke because its other end was killed.
            return;
        }
    }

    long bytes() {
        return bytes.get();
    }

    long lastByte() {
        return lastByte.get();
    }

    /** The first characters, for what a launcher says when it can not launch. */
    String beginning() {
        return beginning.get();
    }

    /** The last characters, for what a command says when the kernel refuses it something. */
    String end() {
        return end.get();
    }

    private static String lastOf(String text) {
        return text.substring(Math.max(0, text.length() - END));
    }
}
