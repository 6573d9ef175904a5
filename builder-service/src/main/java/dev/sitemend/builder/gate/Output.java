package dev.sitemend.builder.gate;

import dev.sitemend.builder.workspace.MergedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a build leaves to be published. Only what it wrote is looked at, unless all of it is asked for. Links are never
 * followed. Paths are relative, with {@code /}.
 */
public final class Output {
    private final MergedFolder folder;
    private final long files;
    private @Nullable SortedSet<String> all;

    /** @param files how many files and links it has */
    public Output(MergedFolder folder, long files) {
        this.folder = folder;
        this.files = files;
    }

    /** How many files and links there are. */
    long files() {
        return files;
    }

    /** Files and links that the build wrote. */
    SortedSet<String> written() {
        return names(false);
    }

    /** Pipes, sockets and devices that the build wrote. */
    SortedSet<String> special() {
        return names(true);
    }

    private SortedSet<String> names(boolean special) {
        try {
            return folder.written().stream()
                    .filter(path -> special == isSpecial(path))
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was written of the output", e);
        }
    }

    private boolean isSpecial(Path path) {
        Path onDisk = folder.find(path).orElse(path);
        return !Files.isRegularFile(onDisk, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(onDisk);
    }

    /** All files and links, at the cost of a walk over them. */
    SortedSet<String> all() {
        if (all == null) {
            try {
                all = folder.all().stream().map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the output", e);
            }
        }
        return all;
    }

    boolean has(String path) {
        return folder.find(Path.of(path)).isPresent();
    }

    /** The content of a regular file; empty for a link. */
    String text(String file) {
        Optional<Path> path = folder.find(Path.of(file));
        try {
            return path.isPresent() && Files.isRegularFile(path.get(), LinkOption.NOFOLLOW_LINKS)
                    ? new String(Files.readAllBytes(path.get()), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path.get(), e);
        }
    }

    static boolean isPage(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".html") || name.endsWith(".htm") || name.endsWith(".xhtml");
    }
}
