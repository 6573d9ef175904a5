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
    // A folder is named by a digest of the branch's name, so it never becomes another channel's.
    private final Map<String, ChannelId> folders = new ConcurrentHashMap<>();

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
            entries.add(SharedPacks.in(entries, next.get()));
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
                    (_, log) -> log.next().equals(generation.number())
                            ? log.followedBy(SharedPacks.in(log.entries(), generation))
                            : log);
        }
        return creation;
    }

    /** Every channel of the site that has a log, retired ones too. Costs a request for each, three for a new one. */
    public Set<ChannelId> channels(SiteId site) {
        Set<ChannelId> channels = new TreeSet<>();
        for (String slug : new Folders(store).in(Keys.channels(site))) {
            String folder = Keys.channels(site) + slug + "/generations/";
            ChannelId channel = folders.get(folder);
            if (channel != null) {
                channels.add(channel);
                continue;
            }

            for (StoredObject object : store.list(folder, null, 1)) {
                documents.read(object.key()).map(Generation::channel).ifPresent(found -> {
                    folders.put(folder, found);
                    channels.add(found);
                });
            }
        }
        return channels;
    }

    private Optional<Generation> entry(ChannelId channel, long number) {
        return documents.read(Keys.generation(channel, new GenerationNumber(number)));
    }
}
