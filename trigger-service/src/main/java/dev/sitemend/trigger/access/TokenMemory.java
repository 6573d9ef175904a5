package dev.sitemend.trigger.access;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.access.HeldToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the store said about the tokens that were shown last, wrong ones too. */
final class TokenMemory {
    /** Some 2 MB at most, however many wrong tokens somebody tries. */
    private static final int MOST = 5_000;

    private final Map<Digest, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Known> eldest) {
            return size() > MOST;
        }
    };

    /** @param token empty when there is none */
    record Known(Optional<HeldToken> token, Instant at) {}

    synchronized Optional<Known> recall(Digest hash) {
        return Optional.ofNullable(known.get(hash));
    }

    synchronized void remember(Digest hash, Known answer) {
        known.put(hash, answer);
    }

    synchronized void forget(Digest hash) {
        known.remove(hash);
    }
}
