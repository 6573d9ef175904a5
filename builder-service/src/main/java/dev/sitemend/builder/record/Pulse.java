package dev.sitemend.builder.record;

import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.EventsUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody which builds of this builder are alive. */
public final class Pulse {
    /** How often {@link #beat} is to be called: others take three missing heartbeats, and a second, for death. */
    public static final Duration INTERVAL = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final EventPublisher events;
    private final Clock clock;
    // In the order in which they began: a set would have one of its own in each run, and no simulation could be
    // repeated.
    private final List<Beating> beating = new CopyOnWriteArrayList<>();

    public Pulse(EventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * The build is alive from now until {@link Beating#close}. The first heartbeat comes with the next beat: whoever
     * finds the claim before waits for one from then on.
     */
    public Beating begin(Claim claim) {
        Beating build = new Beating(claim);
        beating.add(build);
        return build;
    }

    /** Sends a heartbeat of each build under way. Never throws for a broker that does not answer. */
    public void beat() {
        beating.forEach(this::send);
    }

    /** How many builds are under way. */
    public int builds() {
        return beating.size();
    }

    private void send(Beating build) {
        Claim claim = build.claim;
        try {
            events.publish(
                    new BuildHeartbeat(claim.channel(), claim.number(), claim.builder(), build.step, clock.instant()),
                    claim.traceparent());
        } catch (EventsUnavailableException e) {
            LOG.warn("Cannot send the heartbeat of {} of {}: {}", claim.number(), claim.channel(), e.getMessage());
        }
    }

    /** One build under way. */
    public final class Beating implements AutoCloseable {
        private final Claim claim;
        private volatile String step = "claim";

        private Beating(Claim claim) {
            this.claim = claim;
        }

        /** What the build does now. */
        public void step(String name) {
            step = name;
        }

        @Override
        public void close() {
            beating.remove(this);
        }
    }
}
