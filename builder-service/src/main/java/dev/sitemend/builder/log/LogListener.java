package dev.sitemend.builder.log;

import java.util.List;

/** Gets the lines of a running build, in order, each once. */
public interface LogListener {
    /** Must not block for long: the build waits. {@code firstLine} counts from 0. */
    void lines(long firstLine, List<String> lines);
}
