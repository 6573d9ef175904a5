package dev.sitemend.store;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.MalformedDocumentException;
import dev.sitemend.contracts.json.StoredFormat;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Create-only documents of one format, signed or not.
 *
 * @param <T> the record in them
 */
public final class Documents<T extends Record> {
    private final ObjectStore store;
    private final StoredFormat<T> format;
    private final @Nullable DocumentSigner signer;

    /** Documents without a signature. */
    public Documents(ObjectStore store, StoredFormat<T> format) {
        this.store = store;
        this.format = format;
        this.signer = null;
    }

    /** Documents that are signed when written; one that is not signed so is corrupt. */
    public Documents(ObjectStore store, StoredFormat<T> format, DocumentSigner signer) {
        this.store = store;
        this.format = format;
        this.signer = signer;
    }

    /**
     * Reads a document; empty if there is none.
     *
     * @throws CorruptObjectException if it is not what it must be
     */
    public Optional<T> read(ObjectKey key) {
        Optional<byte[]> bytes = store.get(key);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }

        try {
            return Optional.of(parse(bytes.get()));
        } catch (MalformedDocumentException e) {
            // A body that was torn on its way looks the same as a damaged object, but only once.
            return rereadOrThrow(key, bytes.get(), e);
        }
    }

    /**
     * Writes a document unless there is one. A write without an answer is looked up once before it is called unknown.
     */
    public Creation create(ObjectKey key, T document) {
        byte[] bytes = signer == null ? format.write(document) : format.write(document, signer);
        Creation creation = store.createIfAbsent(key, bytes);
        return creation instanceof Creation.Unknown unknown ? lookUp(key, bytes, unknown) : creation;
    }

    /** Writes a document that only one writer ever writes, over its own earlier try. */
    public void put(ObjectKey key, T document) {
        store.put(key, Content.of(signer == null ? format.write(document) : format.write(document, signer)));
    }

    private Creation lookUp(ObjectKey key, byte[] written, Creation.Unknown unknown) {
        Optional<byte[]> found;
        try {
            found = store.get(key);
        } catch (StoreUnavailableException e) {
            return unknown;
        }

        if (found.isEmpty()) {
            return unknown;
        }
        return Arrays.equals(found.get(), written) ? new Creation.Won() : new Creation.Lost();
    }

    private Optional<T> rereadOrThrow(ObjectKey key, byte[] first, MalformedDocumentException failure) {
        byte[] second = store.get(key).orElse(first);
        if (Arrays.equals(first, second)) {
            throw new CorruptObjectException("Cannot use " + key + ": " + failure.getMessage(), failure);
        }

        try {
            return Optional.of(parse(second));
        } catch (MalformedDocumentException e) {
            throw new CorruptObjectException("Cannot use " + key + ": " + e.getMessage(), e);
        }
    }

    private T parse(byte[] bytes) {
        return signer == null ? format.read(bytes) : format.read(bytes, signer);
    }
}
