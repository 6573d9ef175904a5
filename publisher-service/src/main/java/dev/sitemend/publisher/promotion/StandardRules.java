package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.CommandTokens;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.LiveArtifact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of the publication log. */
final class StandardRules implements PublishingRules {
    private static final String COLLECTED = "its pages are gone: it was older than the site's retention keeps";

    @Override
    public Decision promote(Optional<SiteSettings> settings, ChannelLog log, Report report, Instant now) {
        // Before anything else: the settings may have changed since, but what was decided stays decided.
        Optional<Generation> promotion = log.promotionOf(report.number());
        if (promotion.isPresent()) {
            return new Decision.Announce(promotion.get());
        }
        if (report.cause() == Cause.AUDIT) {
            return new Decision.Nothing(); // Built to be compared, not to be seen.
        }

        String cannot = "Cannot promote " + log.channel() + " to build " + report.number() + ": ";
        if (!(report.outcome() instanceof Outcome.Succeeded success)) {
            return new Decision.Refuse(cannot + "its report is no mark of success");
        }

        Optional<String> objection = settings.map(known -> PublishedBranches.objection(known, log.channel()))
                .orElse(Optional.of("there is no site " + log.channel().site()));
        if (objection.isPresent()) {
            return new Decision.Refuse(cannot + objection.get());
        }

        Optional<String> superseded = superseded(log, report.number());
        if (superseded.isPresent()) {
            return new Decision.Refuse(cannot + superseded.get());
        }
        if (log.collected().contains(report.number())) {
            return new Decision.Refuse(cannot + COLLECTED);
        }

        return held(log, cannot, now)
                .orElseGet(() -> new Decision.Append(
                        new Generation.Promoted(report.number(), success.revision(), success.artifact())));
    }

    @Override
    public Decision retire(ChannelLog log, Report report, Instant now) {
        Optional<Generation> retirement = log.entries().stream()
                .filter(generation -> generation.entry() instanceof Generation.Retired retired
                        && retired.build().equals(report.number()))
                .findFirst();
        if (retirement.isPresent()) {
            return new Decision.Announce(retirement.get());
        }
        if (!(report.outcome() instanceof Outcome.BranchGone)
                || superseded(log, report.number()).isPresent()) {
            return new Decision.Nothing(); // The branch was pushed again since.
        }

        // Also where nothing was ever live: an older build that ends only now must not bring the channel back.
        return held(log, "Cannot retire " + log.channel() + " as build " + report.number() + " found: ", now)
                .orElseGet(() -> new Decision.Append(new Generation.Retired(report.number())));
    }

    @Override
    public Decision rollBack(ChannelLog log, RollBack command) {
        Optional<Generation> done = writtenBy(log, CommandTokens.of(command));
        if (done.isPresent()) {
            return new Decision.Announce(done.get());
        }

        String cannot = "Cannot roll " + log.channel() + " back"
                + (command.to() == null ? "" : " to build " + command.to()) + ": ";
        Optional<String> overtaken = overtaken(log, command);
        if (overtaken.isPresent()) {
            return new Decision.Refuse(cannot + overtaken.get());
        }
        Optional<LiveArtifact> live = log.live();
        if (live.isEmpty()) {
            return new Decision.Refuse(cannot + "nothing of it is live");
        }

        BuildNumber liveBuild = live.get().build();
        if (liveBuild.equals(command.to())) {
            return new Decision.Refuse(
                    cannot + "that is what is live, as generation " + live.get().generation());
        }

        List<Generation.Promoted> targets = log.entries().reversed().stream()
                .map(Generation::entry)
                .filter(Generation.Promoted.class::isInstance)
                .map(Generation.Promoted.class::cast)
                .filter(promoted -> command.to() == null
                        ? liveBuild.isAbove(promoted.build())
                        : promoted.build().equals(command.to()))
                .toList();
        Set<BuildNumber> collected = log.collected();
        return targets.stream()
                .filter(promoted -> !collected.contains(promoted.build()))
                .findFirst()
                .<Decision>map(promoted -> new Decision.Append(new Generation.RolledBack(
                        promoted.build(), promoted.revision(), promoted.artifact(), command.reason())))
                .orElseGet(() -> new Decision.Refuse(cannot + noTarget(command, liveBuild, targets)));
    }

    private static String noTarget(RollBack command, BuildNumber live, List<Generation.Promoted> collected) {
        if (command.to() != null) {
            return collected.isEmpty() ? "it was never live" : COLLECTED;
        }
        return collected.isEmpty()
                ? "nothing older than build " + live + " was ever live"
                : "the pages of all that was live before build " + live
                        + " are gone: they were older than the site's retention keeps";
    }

    @Override
    public Decision lock(ChannelLog log, Lock command) {
        Optional<Generation> done = writtenBy(log, CommandTokens.of(command));
        if (done.isPresent()) {
            return new Decision.Announce(done.get());
        }
        return overtaken(log, command)
                .<Decision>map(reason -> new Decision.Refuse("Cannot lock " + log.channel() + ": " + reason))
                .orElseGet(() -> new Decision.Append(new Generation.Locked(command.reason(), command.until())));
    }

    @Override
    public Decision unlock(ChannelLog log, Unlock command, Instant now) {
        Optional<Generation> done = writtenBy(log, CommandTokens.of(command));
        if (done.isPresent()) {
            return new Decision.Announce(done.get());
        }
        String cannot = "Cannot unlock " + log.channel() + ": ";
        Optional<String> overtaken = overtaken(log, command);
        if (overtaken.isPresent()) {
            return new Decision.Refuse(cannot + overtaken.get());
        }
        return log.lockAt(now).isEmpty()
                ? new Decision.Refuse(cannot + "it is not locked")
                : new Decision.Append(new Generation.Unlocked(command.reason()));
    }

    /** Of two people who decide by the same log, the first one wins; the other one is told. */
    private static Optional<String> overtaken(ChannelLog log, PublishEvent command) {
        GenerationNumber seen = command.seen();
        if (seen == null) {
            return Optional.empty();
        }
        return log.entries().stream()
                .filter(generation -> generation.number().value() > seen.value())
                .map(StandardRules::deed)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> deed(Generation generation) {
        String who = generation.by() + " ";
        String when = " at " + generation.at() + " (“";
        return switch (generation.entry()) {
            case Generation.RolledBack back ->
                Optional.of(
                        who + "rolled back to build " + back.build() + when + back.reason() + "”) after you looked");
            case Generation.Locked locked ->
                Optional.of(who + "locked it" + when + locked.reason() + "”) after you looked");
            case Generation.Unlocked unlocked ->
                Optional.of(who + "unlocked it" + when + unlocked.reason() + "”) after you looked");
            case Generation.Promoted _, Generation.Retired _, Generation.Collected _ -> Optional.empty();
        };
    }

    @Override
    public Optional<ChannelQuarantined> quarantine(Report report, Optional<Report> newestSuccess, ChannelLog log) {
        if (!(report.outcome() instanceof Outcome.Failed failed) || report.cause() == Cause.AUDIT) {
            return Optional.empty();
        }
        boolean rebuildComes =
                report.mode() == BuildMode.REFRESH && failed.failure().isMendableByRebuild();
        boolean answered = newestSuccess
                .filter(success -> success.number().isAbove(report.number()))
                .isPresent();
        if (rebuildComes || answered) {
            return Optional.empty();
        }

        return Optional.of(new ChannelQuarantined(
                report.channel(),
                report.number(),
                failed.revision(),
                failed.failure(),
                quarantineReason(report, failed, log.live()),
                // Not the time of the decision: a second delivery says exactly the same.
                report.finishedAt()));
    }

    private static String quarantineReason(Report report, Outcome.Failed failed, Optional<LiveArtifact> live) {
        String what = report.mode() == BuildMode.REBUILD ? "The clean rebuild " : "Build ";
        String message = failed.message().strip();
        return what + report.number() + " failed: " + message + (message.endsWith(".") ? " " : ". ")
                + live.map(artifact -> "Visitors go on seeing generation " + artifact.generation() + ", build "
                                + artifact.build() + " of "
                                + artifact.revision().abbreviated() + ".")
                        .orElse("Nothing of " + report.channel() + " is live.");
    }

    private static Optional<String> superseded(ChannelLog log, BuildNumber build) {
        return log.mark()
                .filter(mark -> !build.isAbove(mark))
                .map(mark -> "build " + mark + " was published before, and builds are published in their order");
    }

    private static Optional<Decision> held(ChannelLog log, String cannot, Instant now) {
        return log.lockAt(now).map(lock -> switch (lock.entry()) {
            case Generation.Locked locked -> {
                Optional<Instant> until = Optional.ofNullable(locked.until());
                yield new Decision.Hold(
                        cannot + lock.by() + " locked " + log.channel() + " at " + lock.at()
                                + until.map(end -> " until " + end).orElse("") + ": " + locked.reason(),
                        until);
            }
            case Generation.RolledBack rolledBack ->
                new Decision.Hold(
                        cannot + lock.by() + " rolled " + log.channel() + " back to build " + rolledBack.build()
                                + " at " + lock.at() + ", which locks it: " + rolledBack.reason(),
                        Optional.empty());
            case Generation.Promoted _, Generation.Unlocked _, Generation.Retired _, Generation.Collected _ ->
                throw new IllegalStateException("Entry " + lock.number() + " of " + log.channel() + " holds nothing");
        });
    }

    private static Optional<Generation> writtenBy(ChannelLog log, WriterToken token) {
        return log.entries().stream()
                .filter(generation -> generation.writer().equals(token))
                .findFirst();
    }
}
