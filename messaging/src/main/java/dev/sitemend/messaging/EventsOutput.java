package dev.sitemend.messaging;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.cloud.stream.binder.Binding;
import org.springframework.cloud.stream.binding.Bindable;
import org.springframework.cloud.stream.binding.BindingService;
import org.springframework.messaging.SubscribableChannel;

/**
 * The output that all events leave through. It is not one of {@code spring.cloud.stream.output-bindings}: their names
 * are looked up as functions, and for one the channel of that name is found. Which of the channel's methods it is taken
 * for depends on the order in which the JVM lists them; with a bad one the service does not start.
 */
final class EventsOutput implements Bindable {
    private final SubscribableChannel channel;

    EventsOutput(SubscribableChannel channel) {
        this.channel = channel;
    }

    @Override
    public Collection<Binding<Object>> createAndBindOutputs(BindingService bindings) {
        return List.of(bindings.bindProducer((Object) channel, StreamEventPublisher.BINDING));
    }

    @Override
    public void unbindOutputs(BindingService bindings) {
        bindings.unbindProducers(StreamEventPublisher.BINDING);
    }

    @Override
    public Set<String> getOutputs() {
        return Set.of(StreamEventPublisher.BINDING);
    }
}
