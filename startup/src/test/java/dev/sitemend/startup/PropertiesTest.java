package dev.sitemend.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class PropertiesTest {
    private static final String SECRET = "0123456789abcdef";

    @Test
    void defaults() {
        assertThat(bound("sitemend.store", StoreProperties.class, Map.of()).toStoreSettings())
                .isEqualTo(new StoreSettings("http://localhost:9000", "sitemend", "", ""));
        assertThat(bound("sitemend", InstallationProperties.class, Map.of("sitemend.secret", SECRET)))
                .isEqualTo(new InstallationProperties(
                        SECRET,
                        URI.create("http://localhost:8080"),
                        URI.create("http://localhost:8081"),
                        Path.of(System.getProperty("user.home"), ".local/share/sitemend")));
    }

    @Test
    void everySettingIsMapped() {
        StoreProperties store = bound(
                "sitemend.store",
                StoreProperties.class,
                Map.of(
                        "sitemend.store.endpoint", "https://s3.example.org",
                        "sitemend.store.bucket", "pages",
                        "sitemend.store.access-key", "key",
                        "sitemend.store.secret-key", "hidden",
                        "sitemend.store.ca", "/etc/ca.pem"));
        assertThat(store.toStoreSettings())
                .isEqualTo(
                        new StoreSettings("https://s3.example.org", "pages", "key", "hidden", Path.of("/etc/ca.pem")));
        assertThat(store.toString()).contains("https://s3.example.org").doesNotContain("hidden");

        InstallationProperties installation = bound(
                "sitemend",
                InstallationProperties.class,
                Map.of(
                        "sitemend.secret", SECRET,
                        "sitemend.public-url", "https://build.example",
                        "sitemend.sites-url", "https://pages.example",
                        "sitemend.data", "/srv/sitemend"));
        assertThat(installation)
                .isEqualTo(new InstallationProperties(
                        SECRET,
                        URI.create("https://build.example"),
                        URI.create("https://pages.example"),
                        Path.of("/srv/sitemend")));
        assertThat(installation.toString()).doesNotContain(SECRET);
    }

    @Test
    void aSecretThatIsMissingOrShortIsRefusedAndNotPrinted() {
        assertThatThrownBy(() -> bound("sitemend", InstallationProperties.class, Map.of()))
                .rootCause()
                .hasMessageStartingWith("sitemend.secret is not set: expected a random text of 16 bytes or more");
        assertThatThrownBy(() ->
                        bound("sitemend", InstallationProperties.class, Map.of("sitemend.secret", "short-secret")))
                .rootCause()
                .hasMessageStartingWith("sitemend.secret has 12 bytes")
                .message()
                .doesNotContain("short-secret");
    }

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
