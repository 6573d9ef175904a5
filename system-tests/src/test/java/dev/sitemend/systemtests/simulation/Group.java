package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.Topic;
import java.util.Arrays;
import java.util.List;

/**
 * A consumer group as the broker sees it. Partitions move at once; who had one finds out at its next poll, and commits
 * nothing for it any more.
 */
final class Group {
    private final Topics topics;
    private final Topic topic;
    private final ServiceProcess[] owners = new ServiceProcess[Topics.PARTITIONS];
    private final long[] epochs = new long[Topics.PARTITIONS];
    private final long[] committed = new long[Topics.PARTITIONS];

    Group(Topics topics, Topic topic) {
        this.topics = topics;
        this.topic = topic;
    }

    Topic topic() {
        return topic;
    }

    ServiceProcess owner(int partition) {
        return owners[partition];
    }

    /** Counts the assignments of the partition: a member that left and came back is a new one. */
    long epoch(int partition) {
        return epochs[partition];
    }

    void assign(int partition, ServiceProcess process) {
        owners[partition] = process;
        epochs[partition]++;
    }

    long committed(int partition) {
        return committed[partition];
    }

    /** Refused, without a word, to everyone but the owner of that epoch. Moves back as well as forth. */
    void commit(int partition, long epoch, long offset) {
        if (epochs[partition] == epoch) {
            committed[partition] = offset;
        }
    }

    List<Event> records(int partition) {
        return topics.partition(topic, partition);
    }

    boolean isIdle() {
        for (int i = 0; i < Topics.PARTITIONS; i++) {
            if (committed[i] < records(i).size()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return topic + " committed " + Arrays.toString(committed);
    }
}
