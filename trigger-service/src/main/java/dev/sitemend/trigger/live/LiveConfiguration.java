package dev.sitemend.trigger.live;

import dev.sitemend.messaging.EventMessages;
import dev.sitemend.messaging.Received;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
    @Bean
    LiveEvents liveEvents() {
        return new LiveEvents();
    }

    /** Reads without a group: every process hears everything, from now on. What can not be read is others' business. */
    @Bean
    Consumer<Message<byte[]>> live(LiveEvents events) {
        return message -> {
            if (EventMessages.decode(message) instanceof Received.Known known) {
                events.arrived(known.event());
            }
        };
    }
}
