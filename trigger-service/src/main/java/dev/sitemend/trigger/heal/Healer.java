package dev.sitemend.trigger.heal;

import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLetterResolved;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.messaging.trace.LogFields;
import dev.sitemend.trigger.heal.HealDecision.Defer;
import dev.sitemend.trigger.heal.HealDecision.LeaveForAPerson;
import dev.sitemend.trigger.heal.HealDecision.Rebuild;
import dev.sitemend.trigger.request.BuildRequests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads dead letters, one after the other, and asks for one clean rebuild in the place of each failed refresh. The
 * caller acknowledges a letter after {@link #on} has returned: by then the request is durable. Letters may come twice,
 * and there may be several healers; the heal marks of the builders make one rebuild of it.
 */
public final class Healer {
    private static final Logger LOG = LoggerFactory.getLogger(Healer.class);

    private final BuildRequests requests;
    private final EventPublisher events;
    private final Clock clock;
    private final Pauses pauses;
    private final HealSettings settings;
    private final HealMetrics metrics;
    private final Map<SiteId, HealBudget> budgets = new HashMap<>();

    public Healer(
            BuildRequests requests,
            EventPublisher events,
            Clock clock,
            Pauses pauses,
            HealSettings settings,
            HealMetrics metrics) {
        this.requests = requests;
        this.events = events;
        this.clock = clock;
        this.pauses = pauses;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Returns once all that follows from the event is durable.
     *
     * @throws dev.sitemend.messaging.EventsUnavailableException if Kafka is out of reach; to be called again
     * @throws InterruptedException while it waited for the site's budget; nothing was asked for
     */
    public synchronized void on(DeadLetterEvent event) throws InterruptedException {
        switch (event) {
            case DeadLettered letter -> {
                heal(letter);
                metrics.arrived(letter.failure());
            }
            case DeadLetterResolved _ -> {
                // Told to those who list the letters.
            }
        }
    }

    private void heal(DeadLettered letter) throws InterruptedException {
        while (true) {
            switch (HealDecision.of(letter, untilBudget(letter))) {
                case Rebuild rebuild -> {
                    try (LogFields _ = LogFields.of(
                            rebuild.wish().channel(), rebuild.wish().traceparent())) {
                        rebuild(letter, rebuild);
                    }
                    return;
                }
                case LeaveForAPerson leave -> {
                    metrics.left();
                    LOG.warn("Dead letter {} needs a person: {}", letter.id(), leave.reason());
                    return;
                }
                case Defer defer -> {
                    metrics.deferred();
                    LOG.info(
                            "Dead letter {} waits {} ms: its site heals too often",
                            letter.id(),
                            defer.until().toMillis());
                    pauses.pause(defer.until());
                }
            }
        }
    }

    private void rebuild(DeadLettered letter, Rebuild rebuild) {
        RequestId request = requests.request(rebuild.wish());
        events.publish(
                new DeadLetterResolved(
                        letter.id(), letter.key(), Resolution.HEALING, request, "healer", clock.instant()),
                rebuild.wish().traceparent());
        SiteId site = rebuild.wish().channel().site();
        budgets.put(site, budget(site).spent());
        metrics.requested();
        LOG.info(
                "Dead letter {} of {} is healed by request {}",
                letter.id(),
                rebuild.wish().channel(),
                request);
    }

    private Duration untilBudget(DeadLettered letter) {
        return letter.channel() == null
                ? Duration.ZERO
                : budget(letter.channel().site()).untilNext(settings);
    }

    private HealBudget budget(SiteId site) {
        Instant now = clock.instant();
        return budgets.getOrDefault(site, new HealBudget(settings.burst(), now)).at(now, settings);
    }
}
