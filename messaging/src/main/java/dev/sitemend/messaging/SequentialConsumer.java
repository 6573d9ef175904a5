package dev.sitemend.messaging;

import java.util.function.Consumer;
import org.springframework.messaging.Message;

/**
 * A binding's function that takes one event after the other. What can not be read goes to the dead letters; what its
 * handler can not do now is thrown, and the container hands it over again, in place, for ever: nothing is skipped.
 */
public final class SequentialConsumer implements Consumer<Message<byte[]>> {
    private final EventHandler handler;
    private final DeadLetters deadLetters;

    public SequentialConsumer(EventHandler handler, DeadLetters deadLetters) {
        this.handler = handler;
        this.deadLetters = deadLetters;
    }

    @Override
    public void accept(Message<byte[]> message) {
        switch (EventMessages.decode(message)) {
            case Received.Known known -> handler.handle(known.event(), known.origin());
            case Received.Poison poison -> deadLetters.setAside(poison);
            case Received.Tombstone _ -> {
                // Says that a key of a compacted topic is gone. The store says so, too, and is asked.
            }
        }
    }
}
