package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.Digest;

/**
 * Where a pack is: its key follows from the digest of its bytes. The index begins at {@code indexOffset}; tree nodes
 * lie just before it, so one ranged read from {@code treesOffset} to the end brings trees and index.
 *
 * @param bytes size of the whole pack
 */
public record PackReference(Digest digest, long bytes, long treesOffset, long indexOffset) {
    public PackReference {
        if (treesOffset < 0 || indexOffset < treesOffset || bytes < indexOffset) {
            throw new IllegalArgumentException(
                    "Not a pack reference: trees at " + treesOffset + ", index at " + indexOffset + ", size " + bytes);
        }
    }
}
