package dev.sitemend.store.publication;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.Creation;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Folders;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The publication logs. An entry never changes, so what was read once is kept in memory; each read asks the store only
 * for what comes after it. Safe for use by several threads.
 */
public final class PublicationLog {
    private final ObjectStore store;
    private final Documents<Generation> documents;
    private final Map<ChannelId, ChannelLog> known = new ConcurrentHashMap<>();

    public PublicationLog(ObjectStore store) {
        this.store = store;
        this.documents = new Documents<>(store, StoredFormat.GENERATION);
    }

    /**
     * The channel's log as it is now; empty when nothing was ever written for it.
     *
     * @throws dev.sitemend.store.CorruptObjectException if an entry can not be read
     */
    public ChannelLog read(ChannelId channel) {
        List<Generation> entries = new ArrayList<>(
                known.getOrDefault(channel, ChannelLog.empty(channel)).entries());
        Optional<Generation> next = entry(channel, entries.size() + 1);
        while (next.isPresent()) {
            entries.add(next.get());
            next = entry(channel, entries.size() + 1);
        }

        ChannelLog log = new ChannelLog(channel, entries);
        return known.merge(
                channel, log, (a, b) -> a.entries().size() > b.entries().size() ? a : b);
    }

    /**
     * Appends an entry under the number that it names: won if that number was free. The caller took the number from
     * {@link ChannelLog#next()} of the log it decided by, so a lost race means: read again, decide again.
     */
    public Creation append(Generation generation) {
        Creation creation = documents.create(Keys.generation(generation.channel(), generation.number()), generation);
        if (creation instanceof Creation.Won) {
            known.computeIfPresent(
                    generation.channel(),
                    (_, log) -> log.next().equals(generation.number()) ? log.followedBy(generation) : log);
        }
        return creation;
    }

    /** Every channel of the site that has a log, retired ones too. */
    public Set<ChannelId> channels(SiteId site) {
        Set<ChannelId> channels = new TreeSet<>();
        for (String slug : new Folders(store).in(Keys.channels(site))) {
            List<StoredObject> first = store.list(Keys.channels(site) + slug + "/generations/", null, 1);
            for (StoredObject object : first) {
                documents.read(object.key()).map(Generation::channel).ifPresent(channels::add);
            }
        }
        return channels;
    }

    private Optional<Generation> entry(ChannelId channel, long number) {
        return documents.read(Keys.generation(channel, new GenerationNumber(number)));
    }
}
