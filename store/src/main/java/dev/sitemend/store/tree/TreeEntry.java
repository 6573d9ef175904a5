package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;

/**
 * What lies under a name.
 *
 * @param digest of the file's bytes, the link's target, or the directory's tree node
 * @param size of the same, in bytes
 */
public record TreeEntry(EntryKind kind, Digest digest, long size) {
    public boolean isDirectory() {
        return kind == EntryKind.DIRECTORY;
    }
}
