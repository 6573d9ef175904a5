package dev.sitemend.builder.messaging;

import dev.sitemend.builder.log.LogListener;
import dev.sitemend.contracts.event.LogEvent.LogChunk;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.EventsUnavailableException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends lines of running builds, as far as Kafka takes them: a build never waits for its log. Readers see gaps by the
 * lines' numbers, and the whole log goes to the store.
 */
final class LogChunks implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LogChunks.class);
    private static final int MOST_WAITING = 500;

    private final EventPublisher events;
    private final BlockingQueue<LogChunk> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private @Nullable Thread thread;

    LogChunks(EventPublisher events) {
        this.events = events;
    }

    LogListener of(SiteId site, BuildNumber build) {
        return (firstLine, lines) -> {
            if (!waiting.offer(new LogChunk(site, build, firstLine, lines))) {
                LOG.debug("Lines from {} of {} of {} are not streamed: Kafka is too slow", firstLine, build, site);
            }
        };
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("log-chunks").start(this::send);
    }

    private void send() {
        try {
            while (true) {
                LogChunk chunk = waiting.take();
                try {
                    events.publish(chunk, null);
                } catch (EventsUnavailableException e) {
                    LOG.debug("Lines of {} of {} are not streamed: {}", chunk.build(), chunk.site(), e.getMessage());
                } catch (RuntimeException e) {
                    LOG.warn("Cannot stream lines of {} of {}", chunk.build(), chunk.site(), e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return -1;
    }
}
