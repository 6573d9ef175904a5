package dev.sitemend.trigger.lag;

import dev.sitemend.messaging.GroupLags;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LagConfiguration {
    // Prometheus usually asks every 15 s; people look more often.
    private static final int SECONDS = 5;

    @Bean
    LagWatch lagWatch(GroupLags lags, Clock clock) {
        return new LagWatch(lags, clock);
    }

    @Bean
    LagMetrics lagMetrics(LagWatch watch, MeterRegistry meters) {
        return new LagMetrics(watch, meters);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService lagTicks() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("lag-ticks").factory());
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> watchingLags(
            @Qualifier("lagTicks") ScheduledExecutorService ticks, LagWatch watch, LagMetrics metrics) {
        return _ -> {
            ScheduledFuture<?> _ = ticks.scheduleWithFixedDelay(
                    () -> {
                        watch.look();
                        metrics.update();
                    },
                    0,
                    SECONDS,
                    TimeUnit.SECONDS);
        };
    }
}
