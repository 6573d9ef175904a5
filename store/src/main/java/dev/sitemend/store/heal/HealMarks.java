package dev.sitemend.store.heal;

import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.Creation;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The heal attempts of one channel, revision and fingerprint: numbered from 1 without gaps, each naming its build. */
public final class HealMarks {
    private final Documents<HealMark> documents;

    public HealMarks(ObjectStore store) {
        this.documents = new Documents<>(store, StoredFormat.HEAL_MARK);
    }

    /** All attempts, in their order. Always from the store. */
    public List<HealMark> attempts(ChannelId channel, Revision revision, String fingerprint) {
        List<HealMark> attempts = new ArrayList<>();
        while (true) {
            Optional<HealMark> next = documents.read(Keys.heal(channel, revision, fingerprint, attempts.size() + 1));
            if (next.isEmpty()) {
                return List.copyOf(attempts);
            }
            attempts.add(next.get());
        }
    }

    /** Marks an attempt for its build, unless another build has it. */
    public Marking mark(HealMark mark) {
        ObjectKey key = Keys.heal(mark.channel(), mark.revision(), mark.fingerprint(), mark.attempt());
        return switch (documents.create(key, mark)) {
            case Creation.Won() -> new Marking.Marked();
            case Creation.Lost() ->
                documents
                        .read(key)
                        .<Marking>map(Marking.Taken::new)
                        .orElseThrow(() -> new IllegalStateException("Lost the race for " + key + " to nobody"));
            case Creation.Unknown(RuntimeException cause) -> new Marking.Unknown(cause);
        };
    }
}
