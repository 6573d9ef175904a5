package dev.sitemend.trigger.api;

import dev.sitemend.messaging.GroupLag;
import dev.sitemend.trigger.lag.LagWatch;
import dev.sitemend.trigger.problem.Problem;
import dev.sitemend.trigger.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far each consumer group is behind. It names topics and groups, no sites: everybody may look. */
@RestController
final class LagReads {
    private final LagWatch watch;

    LagReads(LagWatch watch) {
        this.watch = watch;
    }

    @GetMapping("/api/v1/lag")
    View lag() {
        LagWatch.Look look = watch.latest().orElseThrow(this::unknown);
        return new View(
                look.at(),
                watch.trouble().orElse(null),
                look.groups().stream().map(GroupView::of).toList());
    }

    private ProblemException unknown() {
        return Problem.UNAVAILABLE.because("The lags are not known yet: "
                + watch.trouble().orElse("Kafka is asked for them now. Ask again in some seconds."));
    }

    /**
     * All lags.
     *
     * @param trouble why they are not newer; absent when all is well
     */
    record View(Instant at, @Nullable String trouble, List<GroupView> groups) {}

    /** One group in one topic. */
    record GroupView(String topic, String group, long records, double seconds, List<PartitionView> partitions) {
        static GroupView of(LagWatch.Lag lag) {
            return new GroupView(
                    lag.topic(),
                    lag.group(),
                    lag.records(),
                    lag.age().toMillis() / 1000.0,
                    lag.partitions().stream()
                            .map(partition -> PartitionView.of(partition, lag.at()))
                            .toList());
        }
    }

    /** One partition of them. */
    record PartitionView(int partition, long committed, long end, long records, double seconds) {
        static PartitionView of(GroupLag lag, Instant at) {
            return new PartitionView(
                    lag.partition(),
                    lag.committed(),
                    lag.end(),
                    lag.records(),
                    LagWatch.Lag.age(lag, at).toMillis() / 1000.0);
        }
    }
}
