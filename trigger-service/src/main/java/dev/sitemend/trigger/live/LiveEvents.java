package dev.sitemend.trigger.live;

import dev.sitemend.contracts.event.Event;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells each watcher every event that arrives from now on, in the order of its partition. Nothing is kept and nothing
 * is promised: who needs all events reads the topic.
 */
public final class LiveEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LiveEvents.class);

    private final List<Consumer<Event>> watchers = new CopyOnWriteArrayList<>();

    /** Calls {@code watcher} with each event until the watch is closed. It must not block. */
    public Watch watch(Consumer<Event> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Called by the reader of the topics. */
    public void arrived(Event event) {
        watchers.forEach(watcher -> tell(watcher, event));
    }

    private void tell(Consumer<Event> watcher, Event event) {
        try {
            watcher.accept(event);
        } catch (RuntimeException e) {
            LOG.warn(
                    "A watcher failed on {} and is let go: {}", event.getClass().getSimpleName(), e.toString());
            watchers.remove(watcher);
        }
    }

    /** A watch that ends when it is closed. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
