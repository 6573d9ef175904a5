package dev.sitemend.trigger.polling;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sitemend.polling.*}.
 *
 * @param interval how often each repository is asked for its branches
 * @param timeout how long a Git host may take to answer
 * @param atOnce how many repositories are asked side by side
 */
@ConfigurationProperties(PollingSettings.PREFIX)
public record PollingSettings(
        @DefaultValue("60s") Duration interval,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("4") int atOnce) {
    public static final String PREFIX = "sitemend.polling";

    public PollingSettings {
        if (interval.toSeconds() < 1) {
            throw new IllegalArgumentException(PREFIX + ".interval must be 1s or more, is " + interval);
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException(PREFIX + ".timeout must be 1s or more, is " + timeout);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException(PREFIX + ".at-once must be 1 or more, is " + atOnce);
        }
    }
}
