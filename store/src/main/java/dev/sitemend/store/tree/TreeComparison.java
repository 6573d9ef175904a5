package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where two trees differ; what both have under the same digest is not read. */
final class TreeComparison {
    private final NodeSource before;
    private final NodeSource after;
    private final Visitor visitor;

    /** Takes what differs. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Something came, went, or is another now. Of two directories only what is in them is visited; of one that came
         * or went, first itself and then all that is in it.
         */
        void differs(TreePath path, @Nullable TreeEntry before, @Nullable TreeEntry after);
    }

    private TreeComparison(NodeSource before, NodeSource after, Visitor visitor) {
        this.before = before;
        this.after = after;
        this.visitor = visitor;
    }

    static void compare(Tree before, Tree after, Visitor visitor) {
        if (!before.root().equals(after.root())) {
            new TreeComparison(before.source(), after.source(), visitor)
                    .directories(
                            Directory.open(before.source(), before.root()),
                            Directory.open(after.source(), after.root()),
                            null);
        }
    }

    private void directories(Directory was, Directory is, @Nullable TreePath path) {
        List<Digest> wasParts = was.parts();
        List<Digest> isParts = is.parts();
        Set<Digest> both = new HashSet<>(wasParts);
        both.retainAll(isParts);
        // Parts do not overlap, so what is in a part that both have is in no other.
        Entries left = new Entries(was, part -> !both.contains(wasParts.get(part)));
        Entries right = new Entries(is, part -> !both.contains(isParts.get(part)));

        Optional<NamedEntry> old = next(left);
        Optional<NamedEntry> now = next(right);
        while (old.isPresent() || now.isPresent()) {
            int order = order(old, now);
            NamedEntry any = order <= 0 ? old.orElseThrow() : now.orElseThrow();
            entries(
                    any.under(path),
                    order <= 0 ? old.orElseThrow().entry() : null,
                    order >= 0 ? now.orElseThrow().entry() : null);
            if (order <= 0) {
                old = next(left);
            }
            if (order >= 0) {
                now = next(right);
            }
        }
    }

    private static int order(Optional<NamedEntry> old, Optional<NamedEntry> now) {
        if (old.isEmpty()) {
            return 1;
        }
        return now.map(entry -> old.get().name().compareTo(entry.name())).orElse(-1);
    }

    private static Optional<NamedEntry> next(Entries entries) {
        return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    }

    private void entries(TreePath path, @Nullable TreeEntry was, @Nullable TreeEntry is) {
        if (was != null && is != null) {
            if (was.equals(is)) {
                return;
            }
            if (was.isDirectory() && is.isDirectory()) {
                directories(Directory.open(before, was), Directory.open(after, is), path);
                return;
            }
        }

        visitor.differs(path, was, is);
        if (was != null) {
            new TreeWalk(before).below(path, was, (child, entry) -> visitor.differs(child, entry, null));
        }
        if (is != null) {
            new TreeWalk(after).below(path, is, (child, entry) -> visitor.differs(child, null, entry));
        }
    }
}
