package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.publisher.promotion.Decision;
import dev.sitemend.publisher.promotion.PublishingRules;
import dev.sitemend.store.publication.ChannelLog;
import java.time.Instant;
import java.util.Optional;

/** The publisher's rules with one left out. */
final class LesserRules implements PublishingRules {
    private final PublishingRules standard = PublishingRules.standard();
    private final Omission omission;

    private LesserRules(Omission omission) {
        this.omission = omission;
    }

    static PublishingRules of(Omission omission) {
        return omission == Omission.NONE ? PublishingRules.standard() : new LesserRules(omission);
    }

    @Override
    public Decision promote(Optional<SiteSettings> settings, ChannelLog log, Report report, Instant now) {
        if (omission == Omission.R15_ANNOUNCE_AGAIN
                && log.promotionOf(report.number()).isPresent()) {
            return new Decision.Nothing();
        }
        if (omission == Omission.R14_UNLOCKING_OFFERS_AGAIN && wasHeld(log, report)) {
            return new Decision.Nothing();
        }
        ChannelLog seen = omission == Omission.R13_ABOVE_THE_HIGHEST_EVER ? withoutHistory(log) : log;
        return standard.promote(settings, seen, report, now);
    }

    private static boolean wasHeld(ChannelLog log, Report report) {
        return log.entries().stream()
                .anyMatch(generation -> generation.entry() instanceof Generation.Unlocked
                        && report.finishedAt().isBefore(generation.at()));
    }

    /** Knows only what is live now. */
    private static ChannelLog withoutHistory(ChannelLog log) {
        Optional<Generation> live = log.entries().reversed().stream()
                .filter(generation -> generation.entry() instanceof Generation.Promoted
                        || generation.entry() instanceof Generation.RolledBack)
                .findFirst();
        return new ChannelLog(
                log.channel(),
                log.entries().stream()
                        .filter(generation -> !(generation.entry() instanceof Generation.Promoted)
                                || live.equals(Optional.of(generation)))
                        .toList());
    }

    @Override
    public Decision retire(ChannelLog log, Report report, Instant now) {
        return standard.retire(log, report, now);
    }

    @Override
    public Decision rollBack(ChannelLog log, RollBack command) {
        return standard.rollBack(log, command);
    }

    @Override
    public Decision lock(ChannelLog log, Lock command) {
        return omission == Omission.R14_LOCKS_ARE_IN_THE_LOG ? new Decision.Nothing() : standard.lock(log, command);
    }

    @Override
    public Decision unlock(ChannelLog log, Unlock command, Instant now) {
        return standard.unlock(log, command, now);
    }

    @Override
    public Optional<ChannelQuarantined> quarantine(Report report, Optional<Report> newestSuccess, ChannelLog log) {
        return standard.quarantine(report, newestSuccess, log);
    }
}
