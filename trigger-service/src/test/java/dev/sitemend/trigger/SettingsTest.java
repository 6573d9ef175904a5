package dev.sitemend.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.trigger.gitserver.GitServerSettings;
import dev.sitemend.trigger.heal.HealSettings;
import dev.sitemend.trigger.polling.PollingSettings;
import dev.sitemend.trigger.webhook.WebhookSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SettingsTest {
    @Test
    void theGitServerHasDefaultsAndTakesAllOfItsSettings() {
        assertThat(bind(Map.of(), GitServerSettings.PREFIX, GitServerSettings.class))
                .isEqualTo(new GitServerSettings(
                        Duration.ofSeconds(60),
                        DataSize.ofGigabytes(2),
                        DataSize.ofMegabytes(512),
                        Duration.ofSeconds(60)));
        assertThat(bind(
                        Map.of(
                                "sitemend.receive.wait", "5s",
                                "sitemend.receive.max-pack", "1MB",
                                "sitemend.receive.max-object", "2KB",
                                "sitemend.receive.timeout", "3s"),
                        GitServerSettings.PREFIX,
                        GitServerSettings.class))
                .isEqualTo(new GitServerSettings(
                        Duration.ofSeconds(5),
                        DataSize.ofMegabytes(1),
                        DataSize.ofKilobytes(2),
                        Duration.ofSeconds(3)));
    }

    @Test
    void pollingHasDefaultsAndTakesAllOfItsSettings() {
        assertThat(bind(Map.of(), PollingSettings.PREFIX, PollingSettings.class))
                .isEqualTo(new PollingSettings(Duration.ofSeconds(60), Duration.ofSeconds(15), 4));
        assertThat(bind(
                        Map.of(
                                "sitemend.polling.interval", "5m",
                                "sitemend.polling.timeout", "30s",
                                "sitemend.polling.at-once", "8"),
                        PollingSettings.PREFIX,
                        PollingSettings.class))
                .isEqualTo(new PollingSettings(Duration.ofMinutes(5), Duration.ofSeconds(30), 8));
    }

    @Test
    void webhooksHaveDefaultsAndTakeAllOfTheirSettings() {
        assertThat(bind(Map.of(), WebhookSettings.PREFIX, WebhookSettings.class))
                .isEqualTo(new WebhookSettings(DataSize.ofMegabytes(4)));
        assertThat(bind(Map.of("sitemend.webhook.max-body", "1MB"), WebhookSettings.PREFIX, WebhookSettings.class))
                .isEqualTo(new WebhookSettings(DataSize.ofMegabytes(1)));
    }

    @Test
    void healingHasDefaultsAndTakesAllOfItsSettings() {
        assertThat(bind(Map.of(), HealSettings.PREFIX, HealSettings.class))
                .isEqualTo(new HealSettings(20, Duration.ofSeconds(3)));
        assertThat(bind(
                        Map.of("sitemend.heal.burst", "2", "sitemend.heal.every", "1m"),
                        HealSettings.PREFIX,
                        HealSettings.class))
                .isEqualTo(new HealSettings(2, Duration.ofMinutes(1)));
    }

    @Test
    void aValueThatCanNotBeIsRefusedByItsName() {
        assertThatThrownBy(() ->
                        bind(Map.of("sitemend.polling.interval", "0s"), PollingSettings.PREFIX, PollingSettings.class))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("sitemend.polling.interval must be 1s or more, is PT0S");
        assertThatThrownBy(() -> bind(Map.of("sitemend.heal.burst", "0"), HealSettings.PREFIX, HealSettings.class))
                .hasRootCauseMessage("sitemend.heal.burst must be 1 or more, is 0");
    }

    private static <T> T bind(Map<String, String> properties, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
