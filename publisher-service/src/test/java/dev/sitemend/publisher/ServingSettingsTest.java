package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ServingSettingsTest {
    private static ServingSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sitemend", ServingSettings.class);
    }

    @Test
    void defaultsAreThoseOfOneMachine() {
        ServingSettings settings = bound(Map.of());

        assertThat(settings)
                .isEqualTo(new ServingSettings(
                        Path.of(System.getProperty("user.home"), ".local/share/sitemend"),
                        URI.create("http://localhost:8081"),
                        URI.create("http://localhost:8080"),
                        new ServingSettings.Serving(DataSize.ofGigabytes(10))));
    }

    @Test
    void everythingCanBeSet() {
        ServingSettings settings = bound(Map.of(
                "sitemend.data", "/srv/sitemend",
                "sitemend.sites-url", "https://sites.example.org",
                "sitemend.public-url", "https://sitemend.example.org",
                "sitemend.serving.unpublished", "512MB"));

        assertThat(settings)
                .isEqualTo(new ServingSettings(
                        Path.of("/srv/sitemend"),
                        URI.create("https://sites.example.org"),
                        URI.create("https://sitemend.example.org"),
                        new ServingSettings.Serving(DataSize.ofMegabytes(512))));
    }
}
