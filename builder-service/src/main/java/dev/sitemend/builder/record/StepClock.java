package dev.sitemend.builder.record;

import dev.sitemend.contracts.format.Report.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures the steps of one build, one after the other. */
public final class StepClock {
    private final Clock clock;
    private final Pulse.Beating pulse;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable String current;
    private Instant since = Instant.MIN;

    public StepClock(Clock clock, Pulse.Beating pulse) {
        this.clock = clock;
        this.pulse = pulse;
    }

    /** Ends the step under way, and begins this one. */
    public void begin(String name) {
        end();
        pulse.step(name);
        current = name;
        since = clock.instant();
    }

    /** How long an ended step took; the last of that name. */
    public Duration took(String name) {
        return steps.reversed().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .map(Step::took)
                .orElse(Duration.ZERO);
    }

    /** Ends the step under way; all steps so far. */
    public List<Step> end() {
        if (current != null) {
            steps.add(new Step(current, Duration.between(since, clock.instant())));
            current = null;
        }
        return List.copyOf(steps);
    }
}
