package dev.sitemend.store.pack;

import dev.sitemend.contracts.id.Digest;

/**
 * Where one object lies in its pack.
 *
 * @param digest of the object's bytes
 * @param isTree whether it is a tree node, else a blob
 * @param offset of its zstd frame in the pack
 * @param stored size of the frame
 * @param size of the object
 */
public record PackEntry(Digest digest, boolean isTree, long offset, long stored, long size) {
    long end() {
        return offset + stored;
    }
}
