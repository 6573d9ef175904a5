package dev.sitemend.store.pack;

import dev.sitemend.contracts.id.Digest;
import java.nio.charset.StandardCharsets;

/**
 * The numbers of a pack, in the order in which they lie in it: header, frames of blobs, frames of tree nodes, index,
 * footer. All integers are unsigned and big-endian. {@code docs/formats.md} is the specification.
 */
final class PackFormat {
    /** The version that is written. Version 1 had no nonce. */
    static final int VERSION = 2;

    /** {@code SMPACK} and the version in two bytes: begins and ends every pack. */
    static final int MAGIC_BYTES = 8;

    /** Behind the first magic: random bytes, so that no two packs are the same object. */
    static final int NONCE_BYTES = 16;

    /** Digest, kind (1), offset (8), stored size (8), size (8). */
    static final int INDEX_ENTRY_BYTES = Digest.BYTES + 1 + 8 + 8 + 8;

    /** Offset of the trees (8), offset of the index (8), entries (8). */
    static final int COUNTS_BYTES = 8 + 8 + 8;

    /** The counts, SHA-256 of all from the index to here, magic. */
    static final int FOOTER_BYTES = COUNTS_BYTES + Digest.BYTES + MAGIC_BYTES;

    static final byte BLOB = 'b';
    static final byte TREE = 't';

    private PackFormat() {}

    static byte[] magic(int version) {
        byte[] magic = "SMPACK\0\0".getBytes(StandardCharsets.US_ASCII);
        magic[MAGIC_BYTES - 1] = (byte) version;
        return magic;
    }

    /** Where the first frame of a pack begins. */
    static int headerBytes(int version) {
        return version == 1 ? MAGIC_BYTES : MAGIC_BYTES + NONCE_BYTES;
    }
}
