package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Who the builder is. Root builds as a user of nobody's; everybody else as themselves. */
public record Identity(long uid) {
    public static Identity ofThisProcess() {
        try {
            Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return new Identity(((Number) Objects.requireNonNull(uid)).longValue());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot find out the user of this process from /proc/self", e);
        }
    }

    public boolean isRoot() {
        return uid == 0;
    }
}
