package dev.sitemend.store;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param size in bytes
 * @param modifiedAt by the store's clock
 */
public record StoredObject(ObjectKey key, long size, Instant modifiedAt) {}
