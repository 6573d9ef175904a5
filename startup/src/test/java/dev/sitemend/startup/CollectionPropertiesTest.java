package dev.sitemend.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.store.collection.Terms;
import dev.sitemend.store.retention.RetentionPolicy;
import dev.sitemend.store.retention.RetentionPolicy.Window;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class CollectionPropertiesTest {
    @Test
    void withoutSettingsTheDefaultsOfTheStoreHold() {
        assertThat(bound(Map.of()).terms()).isEqualTo(Terms.DEFAULT);
        assertThat(bound(Map.of()).every()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void everySettingIsTaken() {
        CollectionProperties settings = bound(Map.of(
                "sitemend.collection.generations", "3",
                "sitemend.collection.generations-for", "2d",
                "sitemend.collection.preview-generations", "1",
                "sitemend.collection.previews-for", "1h",
                "sitemend.collection.logs-for", "5d",
                "sitemend.collection.journal-for", "100d",
                "sitemend.collection.every", "0",
                "sitemend.collection.grace", "10m",
                "sitemend.collection.dead-after", "12h",
                "sitemend.collection.most-deletions", "7"));

        assertThat(settings.every()).isZero();
        assertThat(settings.terms())
                .isEqualTo(new Terms(
                        new RetentionPolicy(
                                new Window(3, Duration.ofDays(2)),
                                new Window(1, Duration.ofHours(1)),
                                Duration.ofDays(5),
                                Duration.ofDays(100)),
                        Duration.ofMinutes(10),
                        Duration.ofHours(12),
                        7));
    }

    private static CollectionProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sitemend.collection", CollectionProperties.class);
    }
}
