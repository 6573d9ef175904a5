package dev.sitemend.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The narrow port to an S3 store. Objects appear whole or not at all, and are read as they were last written: a read
 * that starts after a write has returned sees it.
 *
 * <p>Every method may throw {@link StoreUnavailableException} (try again later; whether a write happened is not known)
 * and {@link StoreRefusedException} (the store says no, and will say so again).
 */
public interface ObjectStore {
    /** A create-only object is a single request, so it stays well below the 5 MiB where SDKs switch to multipart. */
    int LARGEST_CREATE_ONLY = 4 * 1024 * 1024;

    /** The whole object; empty if there is none. For documents: it is held in memory. */
    Optional<byte[]> get(ObjectKey key);

    /**
     * Exactly {@code length} bytes from {@code offset}.
     *
     * @throws MissingObjectException if there is no such object
     * @throws CorruptObjectException if the object ends before {@code offset + length}
     */
    byte[] range(ObjectKey key, long offset, int length);

    /** Writes the object, over what was there. Twice the same is harmless. */
    void put(ObjectKey key, Content content);

    /**
     * Writes the object if there is none of that name, as one atomic step: of any number of writers exactly one ever
     * gets {@link Creation.Won}.
     *
     * <p>The content must be unique to the writer (a {@code WriterToken} inside): an object that has exactly these
     * bytes is taken for the own earlier try, and is won.
     *
     * @param content at most {@link #LARGEST_CREATE_ONLY} bytes
     */
    Creation createIfAbsent(ObjectKey key, byte[] content);

    /**
     * Objects whose key begins with {@code prefix} and is greater than {@code startAfter}, in the order of their keys.
     *
     * @param startAfter absent for the first page
     * @param limit at most so many, 1 to 1000; fewer only if there are no more
     */
    List<StoredObject> list(String prefix, @Nullable String startAfter, int limit);

    /** Removes the object; harmless if there is none. */
    void delete(ObjectKey key);
}
