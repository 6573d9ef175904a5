package dev.sitemend.builder.record;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.messaging.EventPublisher;
import org.jspecify.annotations.Nullable;

/** Sends what follows from a stored document, until Kafka has it. */
public final class Announcements {
    private final EventPublisher events;
    private final ReportEvents reportEvents;
    private final UntilAvailable untilAvailable;

    public Announcements(EventPublisher events, ReportEvents reportEvents, UntilAvailable untilAvailable) {
        this.events = events;
        this.reportEvents = reportEvents;
        this.untilAvailable = untilAvailable;
    }

    /** Sends all events of this report, in their order. Sent twice they do no harm. */
    public void announce(Claim claim, Report report) throws InterruptedException {
        for (Event event : reportEvents.of(claim, report)) {
            announce(event, report.traceparent());
        }
    }

    public void announce(Event event, @Nullable String traceparent) throws InterruptedException {
        untilAvailable.run(() -> events.publish(event, traceparent));
    }
}
