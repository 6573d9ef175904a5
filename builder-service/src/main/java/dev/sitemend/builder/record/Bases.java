package dev.sitemend.builder.record;

import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.build.ChannelBuilds;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what a refresh starts from, and looks again once the build is claimed. */
public final class Bases {
    private static final Logger LOG = LoggerFactory.getLogger(Bases.class);

    private final Builds builds;
    private final Caches caches;
    private final PublicationLog publication;
    private final UntilAvailable untilAvailable;
    private final Rules rules;

    public Bases(Builds builds, Caches caches, PublicationLog publication, UntilAvailable untilAvailable, Rules rules) {
        this.builds = builds;
        this.caches = caches;
        this.publication = publication;
        this.untilAvailable = untilAvailable;
        this.rules = rules;
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

    /**
     * What the claimed build stands on: the base that was chosen for it, unless that went away before the claim was
     * there. A log that can not be read says nothing about what was collected, so nothing is built from then.
     *
     * @param now the channel's builds, read after the claim
     */
    public Footing footing(Claim claim, Optional<CacheSeal> chosen, ChannelBuilds now) throws InterruptedException {
        ChannelId channel = claim.channel();
        try {
            ChannelLog log = untilAvailable.get(() -> publication.read(channel));
            return Footing.of(chosen, now, log.collected(), rules);
        } catch (CorruptObjectException e) {
            LOG.error(
                    "Cannot tell what was collected of {}, so {} is built clean: {}",
                    channel,
                    claim.number(),
                    e.getMessage());
            return new Footing(
                    Optional.empty(),
                    now.newestSuccess(),
                    Optional.empty(),
                    Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
