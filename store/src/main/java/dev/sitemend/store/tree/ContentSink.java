package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.io.IOException;
import java.io.InputStream;

/** Takes contents that were asked for together. Called by several threads at once. */
@FunctionalInterface
public interface ContentSink {
    /** Reads all of {@code bytes}, which is open during this call only. */
    void take(Digest digest, InputStream bytes) throws IOException;
}
