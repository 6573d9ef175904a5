package dev.sitemend.builder.workspace;

import java.nio.file.Path;
import java.util.List;

/** How the three folders of a site come to a command's eyes. */
public sealed interface View {
    /** As plain folders, to be shown as they are. */
    record Folders(Path source, Path output, Path state) implements View {}

    /**
     * As layers, to be laid over one another where only the command sees it: nothing is mounted for longer than it
     * runs, and nowhere else.
     *
     * @param directory what the layers' paths are relative to
     */
    record Layers(Path directory, Filesystem filesystem, Stack source, Stack output, Stack state) implements View {}

    /**
     * One folder.
     *
     * @param lower read-only, the topmost first
     * @param upper takes what is written
     * @param work scratch space for the file system, on the same disk as the upper
     */
    record Stack(List<Path> lower, Path upper, Path work) {
        public Stack {
            lower = List.copyOf(lower);
        }
    }

    /** What lays them over one another. */
    enum Filesystem {
        KERNEL,
        FUSE
    }
}
