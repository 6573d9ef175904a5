package dev.sitemend.trigger.lag;

import dev.sitemend.messaging.GroupLag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/**
 * {@code sitemend_consumer_lag_records} and {@code sitemend_consumer_lag_seconds}: numbers that were looked up before,
 * so that a scrape asks nobody.
 */
final class LagMetrics {
    private final LagWatch watch;
    private final MultiGauge records;
    private final MultiGauge seconds;

    LagMetrics(LagWatch watch, MeterRegistry meters) {
        this.watch = watch;
        this.records = MultiGauge.builder("sitemend.consumer.lag.records")
                .description("Records that a consumer group has not acknowledged yet")
                .register(meters);
        this.seconds = MultiGauge.builder("sitemend.consumer.lag.seconds")
                .description("Age of the oldest record that a consumer group has not acknowledged yet")
                .register(meters);
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
                                    Tags.of("topic", lag.topic(), "group", lag.group()),
                                    lag.age().toMillis() / 1000.0))
                            .toList(),
                    true);
        });
    }

    private static Tags tags(GroupLag lag) {
        return Tags.of("topic", lag.topic(), "group", lag.group());
    }
}
