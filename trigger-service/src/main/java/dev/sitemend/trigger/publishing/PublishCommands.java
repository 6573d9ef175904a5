package dev.sitemend.trigger.publishing;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.CommandTokens;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.trigger.live.LiveEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Brings what people ask of the publisher to it, and waits for what becomes of it. That a command was carried out is
 * read from the publication log, which names the command; that it was not is told by an event.
 */
public final class PublishCommands {
    private final EventPublisher events;
    private final LiveEvents live;
    private final PublicationLog publications;
    private final Duration patience;

    /** @param patience how long a caller waits for the publisher */
    public PublishCommands(EventPublisher events, LiveEvents live, PublicationLog publications, Duration patience) {
        this.events = events;
        this.live = live;
        this.publications = publications;
        this.patience = patience;
    }

    /**
     * Returns once the publisher has answered, or has not for too long.
     *
     * @throws dev.sitemend.messaging.EventsUnavailableException if Kafka did not take the command
     */
    public Carried carry(PublishEvent command) throws InterruptedException {
        WriterToken token = CommandTokens.of(command);
        BlockingQueue<PromotionEvent> decisions = new LinkedBlockingQueue<>();
        try (LiveEvents.Watch _ = live.watch(event -> keep(event, command.channel(), decisions))) {
            events.publish(command, null);
            long end = System.nanoTime() + patience.toNanos();
            PromotionEvent decision = decisions.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            while (decision != null) {
                if (decision instanceof PromotionEvent.CommandRefused refused
                        && refused.command().equals(token)) {
                    return new Carried.Refused(refused.reason());
                }
                Optional<Generation> written = written(command.channel(), token);
                if (written.isPresent()) {
                    return new Carried.Done(written.get());
                }
                decision = decisions.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
        // Events of this moment are not promised to arrive; the log is.
        return written(command.channel(), token).<Carried>map(Carried.Done::new).orElseGet(Carried.Waiting::new);
    }

    private static void keep(Event event, ChannelId channel, BlockingQueue<PromotionEvent> decisions) {
        if (event instanceof PromotionEvent decision && decision.channel().equals(channel)) {
            decisions.add(decision);
        }
    }

    private Optional<Generation> written(ChannelId channel, WriterToken token) {
        return publications.read(channel).entries().stream()
                .filter(generation -> generation.writer().equals(token))
                .findFirst();
    }
}
