package dev.sitemend.builder.sandbox;

import java.util.BitSet;

/** User ids that belong to nobody, one per running command, so that the kernel's limits per user are per build. */
final class Users {
    // Between the users of people and those that systemd hands out (61184 and up).
    private static final int FIRST = 60700;
    private static final int COUNT = 400;

    private final BitSet taken = new BitSet(COUNT);

    synchronized long take() {
        int free = taken.nextClearBit(0);
        if (free >= COUNT) {
            throw new IllegalStateException("Cannot run more than " + COUNT + " commands at a time");
        }
        taken.set(free);
        return FIRST + (long) free;
    }

    synchronized void giveBack(long uid) {
        taken.clear((int) (uid - FIRST));
    }
}
