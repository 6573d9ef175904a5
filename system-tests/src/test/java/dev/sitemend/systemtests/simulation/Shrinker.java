package dev.sitemend.systemtests.simulation;

import java.nio.file.Path;
import java.util.Arrays;

/** Makes a failing run simpler: cuts its end off, cuts pieces out, puts calm choices for wild ones. */
final class Shrinker {
    private final Omission omission;
    private final Path disk;
    private int budget;

    Shrinker(Omission omission, Path disk, int budget) {
        this.omission = omission;
        this.disk = disk;
        this.budget = budget;
    }

    Simulation.Verdict shrink(Simulation.Verdict failing) {
        Simulation.Verdict best = failing;
        for (int size = Math.max(1, best.choices().length / 2); size >= 1 && budget > 0; size /= 2) {
            best = calm(best, size);
        }
        return best;
    }

    /** Puts zeros in the place of pieces of this size, from the end to the start. */
    private Simulation.Verdict calm(Simulation.Verdict start, int size) {
        Simulation.Verdict best = start;
        for (int end = best.choices().length; end > 0 && budget > 0; end -= size) {
            int[] choices = best.choices().clone();
            int from = Math.max(0, end - size);
            int to = Math.min(end, choices.length);
            if (from >= to || isCalm(choices, from, to)) {
                continue;
            }
            Arrays.fill(choices, from, to, 0);
            budget--;
            Simulation.Verdict verdict = Simulation.run(Choices.replaying(choices), omission, disk);
            if (verdict.violation().isPresent() && isSimpler(verdict, best)) {
                best = verdict;
            }
        }
        return best;
    }

    private static boolean isCalm(int[] choices, int from, int to) {
        for (int i = from; i < to; i++) {
            if (choices[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSimpler(Simulation.Verdict one, Simulation.Verdict other) {
        return one.trace().size() <= other.trace().size();
    }
}
