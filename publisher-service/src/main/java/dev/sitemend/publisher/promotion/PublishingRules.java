package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.store.publication.ChannelLog;
import java.time.Instant;
import java.util.Optional;

/**
 * Who may be published when. Pure functions of what was read; the same input gives the same answer, so that losing a
 * race means reading again and asking again.
 */
public interface PublishingRules {
    /** The rules as Sitemend has them. */
    static PublishingRules standard() {
        return new StandardRules();
    }

    /**
     * Whether a build becomes live.
     *
     * @param settings of the site; empty when it was never registered
     * @param report read back from the store, its signature verified
     */
    Decision promote(Optional<SiteSettings> settings, ChannelLog log, Report report, Instant now);

    /** Whether a channel is retired, because {@code report} found that its branch is gone. */
    Decision retire(ChannelLog log, Report report, Instant now);

    /** Whether an older build becomes live again. */
    Decision rollBack(ChannelLog log, RollBack command);

    /** Whether publishing is held from now on. */
    Decision lock(ChannelLog log, Lock command);

    /** Whether publishing goes on. */
    Decision unlock(ChannelLog log, Unlock command, Instant now);

    /**
     * What is to be said about a build that failed; empty if something else mends it or answers it.
     *
     * @param newestSuccess the channel's newest success
     */
    Optional<ChannelQuarantined> quarantine(Report report, Optional<Report> newestSuccess, ChannelLog log);
}
