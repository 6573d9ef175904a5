package dev.sitemend.systemtests.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Everything that chance decides, as a sequence of small numbers. 0 is always the calm choice, so a recorded sequence
 * is made simpler by putting zeros in it, and what lies beyond its end is zero.
 */
final class Choices {
    private final int[] recorded;
    private final SplittableRandom random;
    private final boolean replay;
    private int[] made = new int[1024];
    private int count;

    private Choices(int[] recorded, SplittableRandom random, boolean replay) {
        this.recorded = recorded;
        this.random = random;
        this.replay = replay;
    }

    static Choices ofSeed(long seed) {
        return new Choices(new int[0], new SplittableRandom(seed), false);
    }

    static Choices replaying(int[] recorded) {
        return new Choices(recorded, new SplittableRandom(0), true);
    }

    /** A number below {@code bound}; 0 with the probability {@code calm}, otherwise any other. */
    int next(int bound, double calm) {
        int choice;
        if (replay) {
            choice = count < recorded.length ? Math.min(recorded[count], bound - 1) : 0;
        } else {
            choice = bound == 1 || random.nextDouble() < calm ? 0 : 1 + random.nextInt(bound - 1);
        }
        if (count == made.length) {
            made = Arrays.copyOf(made, 2 * count);
        }
        made[count++] = choice;
        return choice;
    }

    /** Any number below {@code bound}, each as probable as the others. */
    int any(int bound) {
        return next(bound, 1.0 / bound);
    }

    boolean happens(double probability) {
        return next(2, 1 - probability) == 1;
    }

    int[] made() {
        return Arrays.copyOf(made, count);
    }
}
