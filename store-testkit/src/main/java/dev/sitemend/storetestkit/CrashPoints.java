package dev.sitemend.storetestkit;

import dev.sitemend.store.ObjectStore;
import java.util.function.Supplier;

/**
 * Crash points by enumeration: runs a scenario once for each write it makes, dying before and after it, and then lets
 * it recover over what was left in the store.
 */
public final class CrashPoints {
    // A scenario that writes more than this does not end.
    private static final int MOST = 10_000;

    private CrashPoints() {}

    /** One scenario over a store of its own, made anew for each crash point. */
    public interface Scenario {
        /** What happens until the crash, or to the end. */
        void run(ObjectStore store) throws Exception;

        /** What another process does afterwards over the same store, and what must be true then. */
        void recover(ObjectStore store, CrashPoint point) throws Exception;
    }

    /**
     * Where the process died.
     *
     * @param write counted from 1; one more than there are when the scenario ran to its end
     */
    public record CrashPoint(int write, CrashingObjectStore.Moment moment) {}

    /** Runs every crash point, and last the run without a crash. Returns how many writes the scenario makes. */
    public static int enumerate(Supplier<Scenario> scenarios) throws Exception {
        for (int write = 1; write < MOST; write++) {
            for (CrashingObjectStore.Moment moment : CrashingObjectStore.Moment.values()) {
                ObjectStore store = new InMemoryObjectStore();
                CrashPoint point = new CrashPoint(write, moment);
                Scenario scenario = scenarios.get();
                if (!crashes(scenario, store, point)) {
                    scenario.recover(store, point);
                    return write - 1;
                }
                recover(scenario, store, point);
            }
        }
        throw new AssertionError("The scenario writes more than " + MOST + " times");
    }

    private static boolean crashes(Scenario scenario, ObjectStore store, CrashPoint point) throws Exception {
        CrashingObjectStore crashing = new CrashingObjectStore(store, point.write(), point.moment());
        try {
            scenario.run(crashing);
        } catch (CrashingObjectStore.Crashed e) {
            return true;
        } catch (Exception e) {
            if (!crashing.isDead()) {
                throw e;
            }
        }
        return crashing.isDead();
    }

    private static void recover(Scenario scenario, ObjectStore store, CrashPoint point) throws Exception {
        try {
            scenario.recover(store, point);
        } catch (AssertionError e) {
            throw new AssertionError("After a crash at " + point + ": " + e.getMessage(), e);
        }
    }
}
