package dev.sitemend.store.cache;

import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import java.util.Optional;

/** Seals of caches. A seal counts only once its build's report says success; whoever reads one checks that first. */
public final class Caches {
    private final Documents<CacheSeal> documents;

    public Caches(ObjectStore store) {
        this.documents = new Documents<>(store, StoredFormat.CACHE_SEAL);
    }

    /** Writes the seal of one's own build. Twice is harmless: only the claim's owner writes it. */
    public void seal(CacheSeal seal) {
        documents.put(Keys.cache(seal.channel(), seal.number()), seal);
    }

    /**
     * The seal of a build; empty if it has none.
     *
     * @throws dev.sitemend.store.CorruptObjectException if it can not be read: a miss
     */
    public Optional<CacheSeal> seal(ChannelId channel, BuildNumber build) {
        return documents.read(Keys.cache(channel, build));
    }
}
