package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What a channel's last build left on this disk for the next: the source as Git has it, and the sealed pair of state
 * and output. Leased by one build at a time. Before a part is changed its name is taken off the record, so that
 * whatever ends a builder in between, no later one relies on what is neither old nor new.
 */
final class Layer {
    private final Path directory;
    private final HoldingFile file;
    private Holding holding;
    private int trashed;

    private Layer(Path directory, HoldingFile file, Holding holding) {
        this.directory = directory;
        this.file = file;
        this.holding = holding;
    }

    static Layer open(Path directory) throws IOException {
        Files.createDirectories(directory);
        HoldingFile file = new HoldingFile(directory.resolve("record"));
        Layer layer = new Layer(directory, file, file.read());
        // Of a build that was killed.
        layer.tidy();
        for (Path folder : new Path[] {layer.source(), layer.kept(), layer.outputs()}) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                layer.record(Holding.NOTHING);
                Files.createDirectories(folder);
            }
        }
        return layer;
    }

    Path directory() {
        return directory;
    }

    /** A Git worktree, and nothing but what Git put there. */
    Path source() {
        return directory.resolve(LayerPart.SOURCE.folder());
    }

    /** State, as {@link Product#state()} has it. */
    Path kept() {
        return directory.resolve(LayerPart.STATE.folder());
    }

    /** The folder that has the output in it, as deep as it lies below the source. */
    Path outputs() {
        return directory.resolve(LayerPart.OUTPUT.folder());
    }

    /** What the build under way has for itself. */
    Path build() {
        return directory.resolve("build");
    }

    private Path trash() {
        return directory.resolve("trash");
    }

    Holding holding() {
        return holding;
    }

    /** Since when the parts that are held are as they are. */
    Map<LayerPart, Instant> since() {
        return file.since();
    }

    void record(Holding now) throws IOException {
        file.write(now);
        holding = now;
    }

    /** Makes an empty folder of this. Deleting what was there waits until the build is done. */
    void clear(Path folder) throws IOException {
        throwAway(folder);
        Files.createDirectories(folder);
    }

    void throwAway(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(trash());
            Files.move(path, trash().resolve("" + trashed++));
        }
    }

    /** After a build. */
    void tidy() throws IOException {
        Trash.delete(build());
        Trash.delete(trash());
    }
}
