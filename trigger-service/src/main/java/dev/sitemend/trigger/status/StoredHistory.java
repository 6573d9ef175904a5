package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * What the object store says, as the events that once told of it. Kafka may have forgotten them; the rows must come out
 * the same.
 */
final class StoredHistory {
    private StoredHistory() {}

    static List<Event> of(Claim claim) {
        List<Event> events = new ArrayList<>();
        events.add(new BuildEvent.BuildStarted(
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
                claim.traceparent()));
        if (claim.healOf() != null && claim.cause() == Cause.HEAL) {
            events.add(new DeadLetterEvent.DeadLetterResolved(
                    letter(claim.channel().site() + "-" + claim.healOf().value()),
                    claim.channel().toString(),
                    DeadLetterEvent.Resolution.HEALING,
                    claim.request(),
                    claim.requester(),
                    claim.startedAt()));
        }
        return events;
    }

    static List<Event> of(Report report) {
        List<Event> events = new ArrayList<>();
        switch (report.outcome()) {
            case Outcome.Succeeded succeeded ->
                events.add(new BuildEvent.BuildSucceeded(
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
                        report.traceparent()));
            case Outcome.Failed failed -> failed(report, failed, events);
            case Outcome.Abandoned abandoned ->
                events.add(new BuildEvent.BuildAbandoned(
                        report.channel(), report.number(), abandoned.by(), abandoned.reason(), report.finishedAt()));
            case Outcome.BranchGone _ ->
                events.add(new BuildEvent.BranchVanished(
                        report.channel(), report.number(), report.request(), report.finishedAt()));
        }
        report.covers()
                .forEach(request -> events.add(
                        new BuildEvent.BuildSkipped(report.channel(), request, report.number(), report.finishedAt())));
        return events;
    }

    private static void failed(Report report, Outcome.Failed failed, List<Event> events) {
        events.add(new BuildEvent.BuildFailed(
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
                report.traceparent()));
        if (report.cause() == Cause.AUDIT) {
            return;
        }

        if (report.mode() == BuildMode.REFRESH && failed.failure().isMendableByRebuild()) {
            events.add(new DeadLetterEvent.DeadLettered(
                    letter(report.channel().site() + "-" + report.number().value()),
                    report.channel(),
                    null,
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
                    report.finishedAt()));
        } else {
            events.add(new PromotionEvent.ChannelQuarantined(
                    report.channel(),
                    report.number(),
                    failed.revision(),
                    failed.failure(),
                    failed.message(),
                    report.finishedAt()));
        }
    }

    static Event of(Generation generation) {
        return switch (generation.entry()) {
            case Generation.Promoted promoted ->
                new PromotionEvent.Promoted(
                        generation.channel(),
                        generation.number(),
                        promoted.build(),
                        promoted.revision(),
                        promoted.artifact().root(),
                        generation.at(),
                        null);
            case Generation.RolledBack rolledBack ->
                new PromotionEvent.RolledBack(
                        generation.channel(),
                        generation.number(),
                        rolledBack.build(),
                        rolledBack.revision(),
                        rolledBack.artifact().root(),
                        generation.by(),
                        rolledBack.reason(),
                        generation.at());
            case Generation.Locked locked ->
                new PromotionEvent.Locked(
                        generation.channel(),
                        generation.number(),
                        generation.by(),
                        locked.reason(),
                        locked.until(),
                        generation.at());
            case Generation.Unlocked unlocked ->
                new PromotionEvent.Unlocked(
                        generation.channel(), generation.number(), generation.by(), unlocked.reason(), generation.at());
            case Generation.Retired retired ->
                new PromotionEvent.ChannelRetired(
                        generation.channel(), generation.number(), retired.build(), generation.at());
        };
    }

    private static DeadLetterId letter(String id) {
        return new DeadLetterId(id);
    }
}
