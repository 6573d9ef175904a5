package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.Rule;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.id.ChannelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What waits, by channel. Hands out one channel at a time to whoever has a free slot, and no channel to two: a slow
 * build holds up no other channel. Channels come in the order in which they last asked for their turn, those that only
 * replay or audit last.
 *
 * <p>Safe for use by several threads; never blocks.
 */
public final class ChannelQueues {
    private final Rules rules;
    private final Map<ChannelId, Queue> queues = new LinkedHashMap<>();

    public ChannelQueues(Rules rules) {
        this.rules = rules;
    }

    private static final class Queue {
        private final List<Delivery> waiting = new ArrayList<>();
        private boolean taken;
        private Instant notBefore = Instant.MIN;
    }

    /** A channel's turn: what waited when it began. */
    public record Turn(ChannelId channel, List<Delivery> waiting) {
        public Turn {
            waiting = List.copyOf(waiting);
        }
    }

    public synchronized void add(Delivery delivery) {
        queues.computeIfAbsent(delivery.channel(), _ -> new Queue()).waiting.add(delivery);
    }

    /** The next channel whose turn it is; it belongs to the caller until {@link #giveBack}. */
    public synchronized Optional<Turn> take(Instant now) {
        Predicate<List<Delivery>> patient = Lead::isPatient;
        Optional<ChannelId> next = first(now, patient.negate()).or(() -> first(now, patient));
        return next.map(channel -> {
            Queue queue = queue(channel);
            queue.taken = true;
            return new Turn(channel, queue.waiting);
        });
    }

    /**
     * Ends a turn.
     *
     * @param notBefore when the rest of the channel, if any, may have its next turn
     */
    public synchronized void giveBack(ChannelId channel, Collection<Delivery> answered, Instant notBefore) {
        Queue queue = queues.remove(channel);
        if (queue == null) {
            return;
        }

        queue.waiting.removeAll(answered);
        queue.taken = false;
        queue.notBefore = notBefore;
        if (!queue.waiting.isEmpty()) {
            queues.put(channel, queue); // Behind the others.
        }
    }

    /** What waits now, also what came since the turn began. */
    public synchronized List<Delivery> waiting(ChannelId channel) {
        Queue queue = queues.get(channel);
        return queue == null ? List.of() : List.copyOf(queue.waiting);
    }

    /** Forgets what is not ours any more: it will be handed over to its new owner. */
    public synchronized void dropUnassigned() {
        for (Queue queue : queues.values()) {
            queue.waiting.removeIf(delivery -> !delivery.record().isAssigned());
        }
        queues.values().removeIf(queue -> queue.waiting.isEmpty() && !queue.taken);
    }

    /** How many channels wait for a slot. */
    public synchronized int waitingChannels() {
        return (int) queues.values().stream()
                .filter(queue -> !queue.taken && !queue.waiting.isEmpty())
                .count();
    }

    private Optional<ChannelId> first(Instant now, Predicate<List<Delivery>> which) {
        return queues.entrySet().stream()
                .filter(entry -> isReady(entry.getValue(), now))
                .filter(entry -> which.test(entry.getValue().waiting))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean isReady(Queue queue, Instant now) {
        boolean free = !queue.taken || !rules.hold(Rule.ONE_AT_A_TIME);
        return free && !queue.waiting.isEmpty() && !now.isBefore(queue.notBefore);
    }

    private Queue queue(ChannelId channel) {
        Queue queue = queues.get(channel);
        if (queue == null) {
            throw new IllegalStateException("No queue of " + channel);
        }

        return queue;
    }

    /** The channels that have a queue now, for metrics. */
    public synchronized Set<ChannelId> channels() {
        return Set.copyOf(queues.keySet());
    }
}
