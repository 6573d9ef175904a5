package dev.sitemend.trigger.status;

import dev.sitemend.messaging.Origin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows whether the read model has taken in what was on the topics when it began to read them. */
public final class CatchUp {
    private final Map<Partition, Boolean> reached = new ConcurrentHashMap<>();
    private final Map<Partition, Long> ends = new ConcurrentHashMap<>();
    private volatile int expected = Integer.MAX_VALUE;

    private record Partition(String topic, int number) {}

    /** Says how many partitions the topics have in all. */
    public void expect(int partitions) {
        expected = partitions;
    }

    /**
     * Reading of a partition begins.
     *
     * @param from the first offset that is read
     * @param end what is below it was there at the beginning
     */
    public void begin(String topic, int partition, long from, long end) {
        Partition key = new Partition(topic, partition);
        long target = ends.merge(key, end, (first, _) -> first);
        reached.merge(key, from >= target, (before, now) -> before || now);
    }

    /** A record was taken in. */
    public void taken(Origin origin) {
        Partition key = new Partition(origin.topic(), origin.partition());
        Long end = ends.get(key);
        if (end != null && origin.offset() + 1 >= end) {
            reached.put(key, true);
        }
    }

    /** Everything begins again: what was read is forgotten. */
    public void restart() {
        ends.clear();
        reached.clear();
    }

    public boolean isDone() {
        return reached.size() >= expected && !reached.containsValue(false);
    }

    /** How many partitions are still behind, for people. */
    public String progress() {
        long done = reached.values().stream().filter(value -> value).count();
        return expected == Integer.MAX_VALUE
                ? "no partition is read yet"
                : done + " of " + expected + " partitions are read to where they ended at the start";
    }
}
