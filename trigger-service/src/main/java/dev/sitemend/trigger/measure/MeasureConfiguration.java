package dev.sitemend.trigger.measure;

import dev.sitemend.trigger.status.Changes;
import dev.sitemend.trigger.status.ChannelRows;
import dev.sitemend.trigger.status.Distances;
import dev.sitemend.trigger.status.PushTimes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MeasureConfiguration {
    @Bean
    PushMetrics pushMetrics(PushTimes pushTimes, Clock clock, MeterRegistry meters) {
        return new PushMetrics(pushTimes::firstSeenWith, clock, meters);
    }

    @Bean
    SiteMetrics siteMetrics(ChannelRows channels, Distances distances, Clock clock, MeterRegistry meters) {
        return new SiteMetrics(channels, distances, clock, meters);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    Measuring measuring(Changes changes, PushMetrics pushMetrics, SiteMetrics siteMetrics) {
        return new Measuring(changes, pushMetrics, siteMetrics);
    }
}
