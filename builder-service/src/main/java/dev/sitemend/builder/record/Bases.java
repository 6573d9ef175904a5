package dev.sitemend.builder.record;

import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.cache.Caches;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what a refresh starts from. */
public final class Bases {
    private static final Logger LOG = LoggerFactory.getLogger(Bases.class);

    private final Builds builds;
    private final Caches caches;
    private final UntilAvailable untilAvailable;

    public Bases(Builds builds, Caches caches, UntilAvailable untilAvailable) {
        this.builds = builds;
        this.caches = caches;
        this.untilAvailable = untilAvailable;
    }

    /** The cache of the channel's newest success. A seal counts only with its build's mark of success. */
    public Optional<CacheSeal> newest(ChannelId channel) throws InterruptedException {
        Optional<Report> success =
                untilAvailable.get(() -> builds.channel(channel).newestSuccess());
        if (success.isEmpty()) {
            return Optional.empty();
        }

        try {
            return untilAvailable.get(() -> caches.seal(channel, success.get().number()));
        } catch (CorruptObjectException e) {
            LOG.warn(
                    "The cache of {} of {} is damaged: a miss: {}",
                    success.get().number(),
                    channel,
                    e.getMessage());
            return Optional.empty();
        }
    }
}
