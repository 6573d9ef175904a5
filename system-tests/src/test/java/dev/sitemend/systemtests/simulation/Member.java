package dev.sitemend.systemtests.simulation;

/** One process's view of a group: which assignments it believes to have. */
final class Member {
    private static final long NONE = -1;

    private final Group group;
    private final ServiceProcess process;
    private final long[] epochs = {NONE, NONE};
    private final long[] positions = new long[Topics.PARTITIONS];
    private final Lost lost;

    /** Told of each assignment that went away. */
    interface Lost {
        void partition(int partition);
    }

    Member(Group group, ServiceProcess process, Lost lost) {
        this.group = group;
        this.process = process;
        this.lost = lost;
    }

    boolean hasNews() {
        for (int i = 0; i < Topics.PARTITIONS; i++) {
            if (believes(i) != actual(i)
                    || (owns(i) && positions[i] < group.records(i).size())) {
                return true;
            }
        }
        return false;
    }

    /** Learns what the broker says. */
    void look() {
        for (int i = 0; i < Topics.PARTITIONS; i++) {
            if (epochs[i] != actual(i)) {
                if (epochs[i] != NONE) {
                    lost.partition(i);
                }
                epochs[i] = actual(i);
                positions[i] = group.committed(i);
            }
        }
    }

    boolean owns(int partition) {
        return epochs[partition] != NONE;
    }

    long epoch(int partition) {
        return epochs[partition];
    }

    long position(int partition) {
        return positions[partition];
    }

    void advance(int partition) {
        positions[partition]++;
    }

    private long believes(int partition) {
        return epochs[partition];
    }

    private long actual(int partition) {
        return group.owner(partition) == process ? group.epoch(partition) : NONE;
    }
}
