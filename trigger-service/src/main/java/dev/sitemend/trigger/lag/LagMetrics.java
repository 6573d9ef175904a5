package dev.sitemend.trigger.lag;

import dev.sitemend.messaging.GroupLag;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;

/**
 * {@code sitemend_consumer_lag_records}, {@code sitemend_consumer_lag_seconds} and
 * {@code sitemend_queue_oldest_age_seconds}: numbers that were looked up before, so that a scrape asks nobody. What was
 * seen last stays while Kafka is away; {@code sitemend_lag_look_age_seconds} says how old it is.
 */
final class LagMetrics {
    private final LagWatch watch;
    private final MultiGauge records;
    private final MultiGauge seconds;
    private final MultiGauge oldest;

    LagMetrics(LagWatch watch, MeterRegistry meters) {
        this.watch = watch;
        this.records = MultiGauge.builder("sitemend.consumer.lag.records")
                .description("Records that a consumer group has not acknowledged yet")
                .register(meters);
        this.seconds = MultiGauge.builder("sitemend.consumer.lag.seconds")
                .description("Age of the oldest record that a consumer group has not acknowledged yet")
                .register(meters);
        this.oldest = MultiGauge.builder("sitemend.queue.oldest.age")
                .description("Age of the oldest record of a topic that some consumer group has not acknowledged yet")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("sitemend.lag.look.age", watch, LagMetrics::lookAge)
                .description("Since Kafka last told how far the consumer groups are; not there before it first did")
                .baseUnit("seconds")
                .register(meters);
    }

    private static double lookAge(LagWatch watch) {
        return watch.sinceLatest().map(LagMetrics::seconds).orElse(Double.NaN);
    }

    void update() {
        watch.latest().ifPresent(look -> {
            records.register(
                    look.partitions().stream()
                            .map(lag -> MultiGauge.Row.of(
                                    tags(lag).and("partition", Integer.toString(lag.partition())), lag.records()))
                            .toList(),
                    true);
            seconds.register(
                    look.groups().stream()
                            .map(lag -> MultiGauge.Row.of(
                                    Tags.of("topic", lag.topic(), "group", lag.group()), seconds(lag.age())))
                            .toList(),
                    true);
            oldest.register(
                    look.oldest().entrySet().stream()
                            .map(age -> MultiGauge.Row.of(Tags.of("topic", age.getKey()), seconds(age.getValue())))
                            .toList(),
                    true);
        });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Tags tags(GroupLag lag) {
        return Tags.of("topic", lag.topic(), "group", lag.group());
    }
}
