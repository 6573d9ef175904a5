package dev.sitemend.systemtests.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run, from its choices to its verdict. */
final class Simulation {
    /** Far beyond what any run needs: who is still busy then, is busy for ever. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private Simulation() {}

    /**
     * How a run ended.
     *
     * @param violation empty when every invariant held
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Verdict(Optional<String> violation, int[] choices, List<String> trace) {}

    /** A storm. */
    static Verdict run(Choices choices, Omission omission, Path disk) {
        return run(new Scheduler(choices), omission, disk, Director::direct);
    }

    /** The story, with a death at one of its writes; none if it has fewer. Returns how many it has. */
    static int tell(int killedAt, Path disk) {
        Scheduler scheduler = new Scheduler(Choices.replaying(new int[0]));
        scheduler.killAt(killedAt);
        Verdict verdict = run(scheduler, Omission.NONE, disk, Director::tell);
        if (verdict.violation().isPresent()) {
            throw new Violation("Killed at write " + killedAt + ": "
                    + verdict.violation().get() + "\n" + String.join("\n", verdict.trace()));
        }
        return scheduler.writes();
    }

    /** Many pushes, with kills and garbage collection under way all the time. */
    static Verdict push(int times, long seed, Path disk) {
        Scheduler scheduler = new Scheduler(Choices.ofSeed(seed));
        scheduler.longer(1 + times / 40);
        return run(scheduler, Omission.NONE, disk, director -> director.push(times));
    }

    private static Verdict run(Scheduler scheduler, Omission omission, Path disk, Consumer<Director> play) {
        Optional<String> violation = Optional.empty();
        try {
            World world = new World(scheduler, omission, disk);
            ServiceProcess people = new ServiceProcess("world");
            Machines machines = new Machines(world, people);
            machines.start();
            Director director = new Director(world, machines);
            scheduler.spawn(people, "director", () -> play.accept(director));
            scheduler.run(Scheduler.START.plus(LONGEST));
            new Rest(world).check();
        } catch (Violation e) {
            violation = Optional.of(e.getMessage());
        } finally {
            scheduler.end();
        }
        return new Verdict(violation, scheduler.choices().made(), scheduler.trace());
    }
}
