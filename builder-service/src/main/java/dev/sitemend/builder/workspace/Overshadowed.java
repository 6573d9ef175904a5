package dev.sitemend.builder.workspace;

import dev.sitemend.builder.checkout.SourceChanges;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Files of the source that would not be seen, because state or output of the base lies over them: a file that Git has
 * wins, and what is under its name is no state any more.
 *
 * @param shown of the source, to be put on top
 * @param evicted the names among them that state has
 * @param withdrawn in the output's folder, and not in the source any more
 */
record Overshadowed(Set<Path> shown, Set<Path> evicted, Set<Path> withdrawn) {
    static final Overshadowed NOTHING = new Overshadowed(Set.of(), Set.of(), Set.of());

    static Overshadowed of(Layer layer, Optional<Path> outputInSource, SourceChanges since) {
        Set<Path> shown = new LinkedHashSet<>();
        Set<Path> evicted = new LinkedHashSet<>();
        Set<Path> withdrawn = new LinkedHashSet<>();
        Path state = layer.kept().resolve(Product.BELOW_SOURCE);
        for (Path path : paths(since.added())) {
            lying(state, path).ifPresent(over -> {
                shown.add(over);
                evicted.add(over);
            });
        }
        if (outputInSource.isPresent()) {
            for (Collection<String> changed : List.of(since.added(), since.modified())) {
                paths(changed).stream()
                        .filter(path -> path.startsWith(outputInSource.get()))
                        .forEach(shown::add);
            }
            paths(since.removed()).stream()
                    .filter(path -> path.startsWith(outputInSource.get()))
                    .forEach(withdrawn::add);
        }
        return new Overshadowed(shown, evicted, withdrawn);
    }

    private static Collection<Path> paths(Collection<String> names) {
        return names.stream().map(Path::of).toList();
    }

    /** What of this folder hides a path: something of that name, or a file where its parents should be. */
    private static Optional<Path> lying(Path folder, Path path) {
        for (int i = 1; i <= path.getNameCount(); i++) {
            Path part = path.subpath(0, i);
            Path there = folder.resolve(part);
            if (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            if (i == path.getNameCount() || !Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** What the source lost is lost to the output, unless the build made it anew. */
    FolderEdit withdraw(FolderEdit changes) {
        if (withdrawn.isEmpty()) {
            return changes;
        }
        NavigableMap<Path, Change> all = new TreeMap<>(changes.changes());
        withdrawn.stream()
                .filter(path -> changes.find(path) instanceof FolderEdit.Lookup.Base)
                .forEach(path -> all.put(path, new Change.Deleted()));
        return new FolderEdit(changes.beginning(), all);
    }
}
