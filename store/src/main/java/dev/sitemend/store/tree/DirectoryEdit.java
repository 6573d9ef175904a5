package dev.sitemend.store.tree;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A directory with some names changed; parts of a divided one that nothing changed in are taken as they are. */
final class DirectoryEdit {
    private final Directory directory;
    private final NavigableMap<TreePath, Optional<TreeEntry>> changed;

    DirectoryEdit(Directory directory, NavigableMap<TreePath, Optional<TreeEntry>> changed) {
        this.directory = directory;
        this.changed = changed;
    }

    TreeEntry write(DirectoryWriter writer) {
        switch (directory.node()) {
            case DirectoryNode whole -> merge(whole, changed, writer);
            case DividedNode divided -> merge(divided, writer);
        }
        return writer.end();
    }

    private void merge(DividedNode divided, DirectoryWriter writer) {
        Map<Integer, NavigableMap<TreePath, Optional<TreeEntry>>> byPart = new TreeMap<>();
        changed.forEach((name, entry) -> byPart.computeIfAbsent(divided.partOf(name), _ -> new TreeMap<>())
                .put(name, entry));

        boolean staysDivided = countAfter() > DividedNode.MOST_WHOLE;
        for (int i = 0; i < divided.parts().size(); i++) {
            NavigableMap<TreePath, Optional<TreeEntry>> here = byPart.getOrDefault(i, new TreeMap<>());
            if (here.isEmpty() && staysDivided && writer.atCut()) {
                writer.take(divided.parts().get(i));
            } else {
                merge(directory.part(i), here, writer);
            }
        }
    }

    private long countAfter() {
        long count = directory.count();
        for (Map.Entry<TreePath, Optional<TreeEntry>> change : changed.entrySet()) {
            count += (change.getValue().isPresent() ? 1 : 0)
                    - (directory.find(change.getKey()).isPresent() ? 1 : 0);
        }
        return count;
    }

    private static void merge(
            DirectoryNode part, NavigableMap<TreePath, Optional<TreeEntry>> changed, DirectoryWriter writer) {
        int next = 0;
        for (Map.Entry<TreePath, Optional<TreeEntry>> change : changed.entrySet()) {
            byte[] name = change.getKey().raw();
            int found = part.find(name);
            int at = found < 0 ? -found - 1 : found;
            part.copy(next, at, writer);
            change.getValue().ifPresent(entry -> writer.add(name, entry));
            next = found < 0 ? at : at + 1;
        }
        part.copy(next, part.count(), writer);
    }
}
