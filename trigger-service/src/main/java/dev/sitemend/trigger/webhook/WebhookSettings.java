package dev.sitemend.trigger.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code sitemend.webhook.*}.
 *
 * @param maxBody more is refused without being read; a push that was refused so is found by reconciliation
 */
@ConfigurationProperties(WebhookSettings.PREFIX)
public record WebhookSettings(@DefaultValue("4MB") DataSize maxBody) {
    public static final String PREFIX = "sitemend.webhook";

    public WebhookSettings {
        if (maxBody.toBytes() < 1024 || maxBody.toBytes() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(PREFIX + ".max-body must be 1KB to 1023MB, is " + maxBody);
        }
    }
}
