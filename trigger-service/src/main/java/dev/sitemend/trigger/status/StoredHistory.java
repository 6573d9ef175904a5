package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.history.StoredEvents;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.util.ArrayList;
import java.util.List;

/**
 * What the object store says, as the events that once told of it, those of others too: a heal's dead letter was
 * resolved, a build that nobody can mend put its channel into quarantine. Kafka may have forgotten them; the rows must
 * come out the same.
 */
final class StoredHistory {
    private StoredHistory() {}

    static List<Event> of(Claim claim) {
        List<Event> events = new ArrayList<>();
        events.add(StoredEvents.started(claim));
        if (claim.healOf() != null && claim.cause() == Cause.HEAL) {
            events.add(new DeadLetterEvent.DeadLetterResolved(
                    StoredEvents.deadLetterOf(claim.channel().site(), claim.healOf()),
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
        events.add(StoredEvents.ended(report));
        if (report.outcome() instanceof Outcome.Failed failed && report.cause() != Cause.AUDIT) {
            boolean mendable =
                    report.mode() == BuildMode.REFRESH && failed.failure().isMendableByRebuild();
            events.add(mendable ? StoredEvents.deadLetter(report, failed, null) : quarantine(report, failed));
        }
        events.addAll(StoredEvents.covered(report));
        return events;
    }

    static Event of(Generation generation) {
        return StoredEvents.entry(generation, null);
    }

    private static Event quarantine(Report report, Outcome.Failed failed) {
        return new PromotionEvent.ChannelQuarantined(
                report.channel(),
                report.number(),
                failed.revision(),
                failed.failure(),
                failed.message(),
                report.finishedAt());
    }
}
