package dev.sitemend.store.collection;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.history.StoredEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a collector did, by event, and counts what it deleted. */
public final class CollectionAnnouncements implements CollectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(CollectionAnnouncements.class);

    private final Announcer events;
    private final MeterRegistry meters;

    /** Puts an event on its topic; throws what it likes if it can not. */
    @FunctionalInterface
    public interface Announcer {
        void publish(Event event, @Nullable String traceparent);
    }

    public CollectionAnnouncements(Announcer events, MeterRegistry meters) {
        this.events = events;
        this.meters = meters;
        for (Kind kind : Kind.values()) {
            objects(kind);
            bytes(kind);
        }
    }

    /** Nobody waits for this event, and lists say the same once they are read from the store again. */
    @Override
    public void collected(Generation entry) {
        LOG.info("{} of {} says what is collected: {}", entry.number(), entry.channel(), entry.entry());
        try {
            events.publish(StoredEvents.entry(entry, null), null);
        } catch (RuntimeException e) {
            LOG.warn("Nobody is told what of {} is collected: {}", entry.channel(), e.getMessage());
        }
    }

    @Override
    public void abandoned(Claim claim, Report report) {
        try {
            events.publish(StoredEvents.ended(report), report.traceparent());
        } catch (RuntimeException e) {
            LOG.warn(
                    "Nobody is told that build {} of {} was abandoned: {}",
                    claim.number(),
                    claim.channel(),
                    e.getMessage());
        }
    }

    @Override
    public void deleted(Garbage garbage) {
        objects(garbage.kind()).increment();
        bytes(garbage.kind()).increment((double) garbage.object().size());
    }

    private Counter objects(Kind kind) {
        return Counter.builder("sitemend.collected.objects")
                .description("Objects that nobody needed any more, deleted")
                .tag("kind", kind.word())
                .register(meters);
    }

    private Counter bytes(Kind kind) {
        return Counter.builder("sitemend.collected.bytes")
                .description("Their size")
                .tag("kind", kind.word())
                .register(meters);
    }
}
