package dev.sitemend.builder.workspace;

import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a folder differs from what a build found in it. Names only what was touched: it is as large as the change.
 *
 * @param beginning what the changes are applied to
 * @param changes by path below the folder; a directory stands before what is in it
 */
public record FolderEdit(Beginning beginning, NavigableMap<Path, Change> changes) {
    public FolderEdit {
        changes = Collections.unmodifiableNavigableMap(new TreeMap<>(changes));
    }

    /** What was there before. */
    public enum Beginning {
        /** What the base held. */
        BASE,
        /** Nothing. */
        NOTHING
    }

    public static FolderEdit of(Beginning beginning) {
        return new FolderEdit(beginning, new TreeMap<>());
    }

    /** What a lookup of one path finds. */
    public sealed interface Lookup {
        /** Written by the build: a file, a link, or a directory. */
        record Found(Change change) implements Lookup {}

        /** Not there, whatever the base held. */
        record Gone() implements Lookup {}

        /** As the base has it. */
        record Base() implements Lookup {}
    }

    /** What is at this path now, as far as the changes say. */
    public Lookup find(Path path) {
        Lookup.Base base = new Lookup.Base();
        boolean hidden = beginning == Beginning.NOTHING;
        for (int i = 1; i <= path.getNameCount(); i++) {
            Change change = changes.get(path.subpath(0, i));
            boolean last = i == path.getNameCount();
            if (change == null) {
                continue;
            }
            if (last && !(change instanceof Change.Deleted)) {
                return new Lookup.Found(change);
            }
            if (change instanceof Change.Deleted || change instanceof Change.Written) {
                return new Lookup.Gone();
            }
            hidden = hidden || change instanceof Change.Emptied;
        }
        return hidden ? new Lookup.Gone() : base;
    }

    /** The same changes as seen from a folder that they speak of, or that the base has. */
    public FolderEdit below(Path folder) {
        NavigableMap<Path, Change> inside = new TreeMap<>();
        Beginning start = beginning;
        for (var entry : changes.entrySet()) {
            Path path = entry.getKey();
            boolean replaced = folder.startsWith(path) && !(entry.getValue() instanceof Change.Directory);
            if (replaced) {
                start = Beginning.NOTHING;
            } else if (path.startsWith(folder) && !path.equals(folder)) {
                inside.put(folder.relativize(path), entry.getValue());
            }
        }
        return new FolderEdit(start, inside);
    }

    /** What was written there; empty if the build did not write it. */
    public Optional<Path> written(Path path) {
        return changes.get(path) instanceof Change.Written(Path onDisk) ? Optional.of(onDisk) : Optional.empty();
    }
}
