package dev.sitemend.trigger.heal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sitemend.heal.*}: how many clean rebuilds may be asked for by themselves, per site.
 *
 * @param burst so many at once
 * @param every and one more each time this has passed
 */
@ConfigurationProperties(HealSettings.PREFIX)
public record HealSettings(
        @DefaultValue("20") int burst, @DefaultValue("3s") Duration every) {
    public static final String PREFIX = "sitemend.heal";

    public HealSettings {
        if (burst < 1) {
            throw new IllegalArgumentException(PREFIX + ".burst must be 1 or more, is " + burst);
        }
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException(PREFIX + ".every must be more than 0s, is " + every);
        }
    }
}
