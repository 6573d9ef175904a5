package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.store.StoreSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class PublisherSettingsTest {
    private static final String SECRET = "0123456789abcdef";

    @Test
    void defaults() {
        assertThat(bound(Map.of("sitemend.secret", SECRET)).store().toStoreSettings())
                .isEqualTo(new StoreSettings("http://localhost:9000", "sitemend", "", ""));
    }

    @Test
    void everySettingIsMapped() {
        PublisherSettings settings = bound(Map.of(
                "sitemend.secret", SECRET,
                "sitemend.store.endpoint", "https://s3.example.org",
                "sitemend.store.bucket", "pages",
                "sitemend.store.access-key", "key",
                "sitemend.store.secret-key", "hidden"));

        assertThat(settings.secret()).isEqualTo(SECRET);
        assertThat(settings.store().toStoreSettings())
                .isEqualTo(new StoreSettings("https://s3.example.org", "pages", "key", "hidden"));
        assertThat(settings)
                .asString()
                .contains("https://s3.example.org")
                .doesNotContain("hidden")
                .doesNotContain(SECRET);
    }

    @Test
    void aSecretThatIsMissingOrShortStopsTheStartAndIsNotPrinted() {
        assertThatThrownBy(() -> bound(Map.of()))
                .hasRootCauseMessage(
                        "sitemend.secret has 0 bytes: expected at least 16, the same for all services of the"
                                + " installation; set SITEMEND_SECRET, to the output of `openssl rand -hex 32` for instance");
        assertThatThrownBy(() -> bound(Map.of("sitemend.secret", "short-secret")))
                .rootCause()
                .hasMessageStartingWith("sitemend.secret has 12 bytes")
                .message()
                .doesNotContain("short-secret");
    }

    private static PublisherSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sitemend", PublisherSettings.class);
    }
}
