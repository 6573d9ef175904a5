package dev.sitemend.store.pack;

import dev.sitemend.contracts.id.Digest;
import java.nio.charset.StandardCharsets;

/**
 * The numbers of pack format 1, in the order in which they lie in a pack: header, frames of blobs, frames of tree
 * nodes, index, footer. All integers are unsigned and big-endian. {@code docs/formats.md} is the specification.
 */
final class PackFormat {
    static final int VERSION = 1;

    /** {@code SMPACK} and the version in two bytes: begins and ends every pack. */
    static final byte[] MAGIC = magic();

    static final int HEADER_BYTES = 8;

    /** Digest, kind (1), offset (8), stored size (8), size (8). */
    static final int INDEX_ENTRY_BYTES = Digest.BYTES + 1 + 8 + 8 + 8;

    /** Offset of the trees (8), offset of the index (8), entries (8), SHA-256 of all from the index to here, magic. */
    static final int FOOTER_BYTES = 8 + 8 + 8 + Digest.BYTES + HEADER_BYTES;

    static final byte BLOB = 'b';
    static final byte TREE = 't';

    private PackFormat() {}

    private static byte[] magic() {
        byte[] magic = "SMPACK\0\0".getBytes(StandardCharsets.US_ASCII);
        magic[HEADER_BYTES - 1] = VERSION;
        return magic;
    }
}
