package dev.sitemend.builder.checkout;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Paths that differ between two revisions, renames taken apart, relative to the repository's root. */
public record SourceChanges(SortedSet<String> added, SortedSet<String> modified, SortedSet<String> removed) {
    public SourceChanges {
        added = new TreeSet<>(added);
        modified = new TreeSet<>(modified);
        removed = new TreeSet<>(removed);
    }

    /** All of them, as relative paths. */
    public List<Path> paths() {
        return Stream.of(added, modified, removed)
                .flatMap(Set::stream)
                .map(Path::of)
                .toList();
    }

    /** Whether writing these files leaves a checkout as it would be anew. */
    boolean canBeAppliedAlone() {
        return Stream.of(added, modified, removed)
                .flatMap(Set::stream)
                // Attributes say how other files are written, and a name that is no UTF-8 is not known here.
                .noneMatch(path -> path.endsWith(".gitattributes") || path.indexOf('\uFFFD') >= 0);
    }

    /** How many paths differ. */
    public int count() {
        return added.size() + modified.size() + removed.size();
    }
}
