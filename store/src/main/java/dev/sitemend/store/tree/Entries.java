package dev.sitemend.store.tree;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What a directory has, in order, reading one part at a time. */
final class Entries implements Iterator<NamedEntry> {
    private final Directory directory;
    private final IntPredicate wanted;
    private final int parts;
    private int nextPart;
    private @Nullable DirectoryNode part;
    private int next;

    Entries(Directory directory) {
        this(directory, _ -> true);
    }

    /** Only what is in some of its parts, by their numbers. */
    Entries(Directory directory, IntPredicate wanted) {
        this.directory = directory;
        this.wanted = wanted;
        this.parts = directory.parts().size();
    }

    @Override
    public boolean hasNext() {
        return current() != null;
    }

    @Override
    public NamedEntry next() {
        DirectoryNode current = current();
        if (current == null) {
            throw new NoSuchElementException("Cannot read past the last name");
        }
        int position = next++;
        return new NamedEntry(TreePath.named(current.name(position)), current.entry(position));
    }

    private @Nullable DirectoryNode current() {
        while (part == null || next == part.count()) {
            while (nextPart < parts && !wanted.test(nextPart)) {
                nextPart++;
            }
            if (nextPart == parts) {
                return null;
            }
            part = directory.part(nextPart++);
            next = 0;
        }
        return part;
    }
}
