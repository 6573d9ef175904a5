package dev.sitemend.contracts.history;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildAbandoned;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildStarted;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.SiteId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events that tell of what is stored: pure functions, so that whoever finds a document can tell of it again, equal
 * to the last byte, and so that what Kafka forgot reads the same when it comes from the store.
 */
public final class StoredEvents {
    private StoredEvents() {}

    /** A build was begun. */
    public static BuildStarted started(Claim claim) {
        return new BuildStarted(
                claim.channel(),
                claim.number(),
                claim.request(),
                claim.mode(),
                claim.cause(),
                claim.requester(),
                claim.wanted(),
                claim.base(),
                claim.healOf(),
                claim.builder(),
                claim.startedAt(),
                claim.traceparent());
    }

    /** How it ended. */
    public static BuildEvent ended(Report report) {
        return switch (report.outcome()) {
            case Outcome.Succeeded succeeded -> succeeded(report, succeeded);
            case Outcome.Failed failed -> failed(report, failed);
            case Outcome.BranchGone _ ->
                new BranchVanished(report.channel(), report.number(), report.request(), report.finishedAt());
            case Outcome.Abandoned(var by, var reason) ->
                new BuildAbandoned(report.channel(), report.number(), by, reason, report.finishedAt());
        };
    }

    /** Who else was answered by it. */
    public static List<BuildSkipped> covered(Report report) {
        return report.covers().stream()
                .map(request -> new BuildSkipped(report.channel(), request, report.number(), report.finishedAt()))
                .toList();
    }

    /**
     * A failure set aside for the healer.
     *
     * @param request what had been asked for; absent where it is not known any more
     */
    public static DeadLettered deadLetter(Report report, Outcome.Failed failed, @Nullable BuildRequested request) {
        return new DeadLettered(
                deadLetterOf(report.channel().site(), report.number()),
                report.channel(),
                request,
                null,
                failed.failure(),
                failed.message(),
                report.number(),
                failed.revision(),
                failed.fingerprint(),
                1,
                Topic.BUILD_REQUESTS.topicName(),
                report.partition(),
                report.offset(),
                report.finishedAt());
    }

    /** The name of a failed build's dead letter: the same whoever sends it, so that doubles are harmless. */
    public static DeadLetterId deadLetterOf(SiteId site, BuildNumber build) {
        return new DeadLetterId(site + "-" + build.value());
    }

    /**
     * An entry of a publication log.
     *
     * @param traceparent of what made the entry, where it is known
     */
    public static PromotionEvent entry(Generation generation, @Nullable String traceparent) {
        ChannelId channel = generation.channel();
        return switch (generation.entry()) {
            case Generation.Promoted promoted ->
                new PromotionEvent.Promoted(
                        channel,
                        generation.number(),
                        promoted.build(),
                        promoted.revision(),
                        promoted.artifact().root(),
                        generation.at(),
                        traceparent);
            case Generation.RolledBack rolledBack ->
                new PromotionEvent.RolledBack(
                        channel,
                        generation.number(),
                        rolledBack.build(),
                        rolledBack.revision(),
                        rolledBack.artifact().root(),
                        generation.by(),
                        rolledBack.reason(),
                        generation.at());
            case Generation.Locked(var reason, var until) ->
                new PromotionEvent.Locked(
                        channel, generation.number(), generation.by(), reason, until, generation.at());
            case Generation.Unlocked(var reason) ->
                new PromotionEvent.Unlocked(channel, generation.number(), generation.by(), reason, generation.at());
            case Generation.Retired(var build) ->
                new PromotionEvent.ChannelRetired(channel, generation.number(), build, generation.at());
            case Generation.Collected(var builds) ->
                new PromotionEvent.BuildsCollected(channel, generation.number(), builds, generation.at());
        };
    }

    private static BuildSucceeded succeeded(Report report, Outcome.Succeeded succeeded) {
        return new BuildSucceeded(
                report.channel(),
                report.number(),
                report.request(),
                report.mode(),
                report.cause(),
                succeeded.revision(),
                succeeded.artifact().root(),
                succeeded.artifact().files(),
                succeeded.artifact().bytes(),
                succeeded.changed().added(),
                succeeded.changed().modified(),
                succeeded.changed().removed(),
                succeeded.notes(),
                report.startedAt(),
                report.finishedAt(),
                report.traceparent());
    }

    private static BuildFailed failed(Report report, Outcome.Failed failed) {
        return new BuildFailed(
                report.channel(),
                report.number(),
                report.request(),
                report.mode(),
                report.cause(),
                failed.revision(),
                failed.failure(),
                failed.step(),
                failed.message(),
                report.startedAt(),
                report.finishedAt(),
                report.traceparent());
    }
}
