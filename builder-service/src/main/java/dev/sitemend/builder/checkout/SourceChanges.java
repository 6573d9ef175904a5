package dev.sitemend.builder.checkout;

import java.util.SortedSet;
import java.util.TreeSet;

/** Paths that differ between two revisions, renames taken apart, relative to the repository's root. */
public record SourceChanges(SortedSet<String> added, SortedSet<String> modified, SortedSet<String> removed) {
    public SourceChanges {
        added = new TreeSet<>(added);
        modified = new TreeSet<>(modified);
        removed = new TreeSet<>(removed);
    }

    /** How many paths differ. */
    public int count() {
        return added.size() + modified.size() + removed.size();
    }
}
