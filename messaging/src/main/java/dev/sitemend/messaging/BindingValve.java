package dev.sitemend.messaging;

import org.springframework.cloud.stream.binding.BindingsLifecycleController;

/**
 * Stops and restarts the flow of one input binding. A paused consumer keeps its partitions, beyond
 * {@code max.poll.interval.ms} too.
 */
public final class BindingValve {
    private final BindingsLifecycleController bindings;
    private final String binding;

    public BindingValve(BindingsLifecycleController bindings, String binding) {
        this.bindings = bindings;
        this.binding = binding;
    }

    public void close() {
        bindings.pause(binding);
    }

    public void open() {
        bindings.resume(binding);
    }
}
