package dev.sitemend.embedded;

import java.nio.file.Path;

/** Another process, or another server of this process, works in the directory; two would destroy its data. */
public final class DirectoryInUseException extends RuntimeException {
    DirectoryInUseException(Path directory) {
        super("Cannot use %s: another process is working in it".formatted(directory));
    }
}
