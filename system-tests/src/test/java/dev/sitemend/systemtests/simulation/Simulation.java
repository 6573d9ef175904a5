package dev.sitemend.systemtests.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One run, from its choices to its verdict. */
final class Simulation {
    /** Far beyond what any run needs: who is still busy then, is busy for ever. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private Simulation() {}

    /**
     * How a run ended.
     *
     * @param violation empty when every invariant held
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Verdict(Optional<String> violation, int[] choices, List<String> trace) {}

    static Verdict run(Choices choices, Omission omission, Path disk) {
        Scheduler scheduler = new Scheduler(choices);
        Optional<String> violation = Optional.empty();
        try {
            World world = new World(scheduler, omission, disk);
            ServiceProcess people = new ServiceProcess("world");
            Machines machines = new Machines(world, people);
            machines.start();
            scheduler.spawn(people, "director", new Director(world, machines)::direct);
            scheduler.run(Scheduler.START.plus(LONGEST));
            new Rest(world).check();
        } catch (Violation e) {
            violation = Optional.of(e.getMessage());
        } finally {
            scheduler.end();
        }
        return new Verdict(violation, choices.made(), scheduler.trace());
    }
}
