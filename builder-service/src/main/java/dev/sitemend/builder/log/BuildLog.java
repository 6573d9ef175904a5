package dev.sitemend.builder.log;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The log of one build. Secrets are masked, invalid UTF-8 is replaced and very long lines are cut before anybody sees
 * them. Lines reach the listener within 250 ms, at most 200 at a time; the whole log is kept as a zstd file.
 */
public interface BuildLog extends AutoCloseable {
    /** A line of the builder itself. */
    void say(String line);

    /** Takes the raw output of a program. Closing it ends an unfinished line, nothing else. */
    OutputStream stream();

    /** The last lines, oldest first. */
    List<String> tail(int count);

    /** Hands out what is left and completes the file. Nothing can be written afterwards. Closing twice is harmless. */
    @Override
    void close();

    /** The zstd file; complete after {@link #close()}. */
    Path file();
}
