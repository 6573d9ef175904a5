package dev.sitemend.messaging;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Declares, as a bean, that a binding's records are finished long after they were handed over, in any order. Its
 * container then acknowledges by hand, commits without delay, and never goes past a record by itself.
 *
 * @param binding name of the input binding, such as {@code requests-in-0}
 * @param group its consumer group
 * @param tracker what the binding's {@link LongRunningConsumer} tracks with
 * @param lost is told, on the consumer's thread, which partitions of the topic are not ours any more. The tracker has
 *     forgotten them by then. Must not block
 */
public record LongRunningBinding(String binding, String group, OffsetTracker tracker, Consumer<Set<Integer>> lost) {}
