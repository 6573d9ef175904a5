package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Finds files, links and directories that were changed after a moment, by the inode's own time: every write, also one
 * that sets the other dates back, every change of a mode, and for a directory every name that came or went, moves it.
 */
interface Newer {
    /**
     * The Git folder of the source is left out: it is Git's own to write.
     *
     * @param since by part
     * @return what was changed after its part's moment, relative to the layer's directory; an excerpt if it is much
     * @throws IOException if it can not be told
     */
    Collection<Path> changed(Path layer, Map<LayerPart, Instant> since) throws IOException, InterruptedException;
}
