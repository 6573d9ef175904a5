package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.pack.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DividedDirectoryTest {
    private static final int MANY = 20_000;

    private final Map<Digest, byte[]> nodes = new HashMap<>();
    private final NodeSource source = new NewNodes(nodes, NodeSource.none());

    @Test
    void howItIsDividedFollowsFromItsNamesAloneWhateverWayTheyCame() {
        Random random = new Random(1);
        NavigableMap<TreePath, TreeEntry> names = new TreeMap<>();
        TreeEntry directory = written(names);
        for (int push = 0; push < 60; push++) {
            NavigableMap<TreePath, Optional<TreeEntry>> changed = changes(random, names);
            changed.forEach(
                    (name, entry) -> entry.ifPresentOrElse(found -> names.put(name, found), () -> names.remove(name)));

            directory = edited(directory, changed);

            assertThat(directory).describedAs("push %d", push).isEqualTo(written(names));
        }
    }

    @Test
    void aNewNameChangesOnePartAndTheList() {
        NavigableMap<TreePath, TreeEntry> names = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            names.put(name(i), file(i));
        }
        TreeEntry before = written(names);
        nodes.keySet().retainAll(reachable(before));
        int kept = nodes.size();

        TreeEntry after = edited(before, new TreeMap<>(Map.of(TreePath.of("new"), Optional.of(file(1)))));

        assertThat(nodes).hasSizeBetween(kept + 2, kept + 3);
        assertThat(Directory.open(source, after).parts()).hasSizeGreaterThan(MANY / 4096);
    }

    @Test
    void everyNameIsFound() {
        NavigableMap<TreePath, TreeEntry> names = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            names.put(name(i), file(i));
        }
        Tree tree = new Tree(source, written(names).digest(), List.of());

        names.forEach((name, entry) -> assertThat(tree.find(name)).contains(entry));
        assertThat(tree.find(TreePath.of("page"))).isEmpty();
        assertThat(tree.find(TreePath.of("a"))).isEmpty();
        assertThat(tree.find(TreePath.of("zzz"))).isEmpty();
        assertThat(tree.children()).extracting(TreeChild::path).containsExactlyElementsOf(names.keySet());
    }

    /** Many or few names, so that it grows over the bound and shrinks below it again. */
    private static NavigableMap<TreePath, Optional<TreeEntry>> changes(
            Random random, NavigableMap<TreePath, TreeEntry> names) {
        NavigableMap<TreePath, Optional<TreeEntry>> changed = new TreeMap<>();
        int count = 1 + random.nextInt(random.nextInt(5) == 0 ? 1500 : 3);
        boolean shrinks = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            TreePath name = name(random.nextInt(6000));
            TreeEntry now = file(random.nextInt(3));
            if (shrinks) {
                changed.put(name, Optional.empty());
            } else if (!now.equals(names.get(name))) {
                changed.put(name, Optional.of(now));
            }
        }
        return changed;
    }

    private TreeEntry written(NavigableMap<TreePath, TreeEntry> names) {
        DirectoryWriter writer = new DirectoryWriter(nodes);
        names.forEach((name, entry) -> writer.add(name.bytes(), entry));
        return writer.end();
    }

    private TreeEntry edited(TreeEntry directory, NavigableMap<TreePath, Optional<TreeEntry>> changed) {
        return new DirectoryEdit(Directory.open(source, directory), changed).write(new DirectoryWriter(nodes));
    }

    private Set<Digest> reachable(TreeEntry directory) {
        Set<Digest> reachable = new HashSet<>(Directory.open(source, directory).parts());
        reachable.add(directory.digest());
        return reachable;
    }

    private static TreePath name(int number) {
        return TreePath.of("page" + number);
    }

    private static TreeEntry file(int number) {
        return new TreeEntry(
                EntryKind.FILE, Sha256.of(String.valueOf(number).getBytes(StandardCharsets.US_ASCII)), 1 + number % 7);
    }
}
