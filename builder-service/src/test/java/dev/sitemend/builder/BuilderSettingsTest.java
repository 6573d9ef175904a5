package dev.sitemend.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.builder.cost.CacheBudget;
import dev.sitemend.builder.cost.TimeLimits;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.SandboxMode;
import dev.sitemend.builder.workspace.Method;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

final class BuilderSettingsTest {
    private static final String SECRET = "sixteen bytes at least";

    @Test
    void defaults() {
        BuilderSettings settings = bind(Map.of("sitemend.secret", SECRET));

        assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(settings.buildNetwork()).isEqualTo(BuilderSettings.BuildNetwork.DENY);
        assertThat(settings.sandbox()).isEqualTo(SandboxMode.BWRAP);
        assertThat(settings.limits().toLimits()).isEqualTo(Limits.DEFAULT);
        assertThat(settings.limits().toTimeLimits())
                .isEqualTo(new TimeLimits(Duration.ofMinutes(30), Duration.ofMinutes(5), Duration.ofHours(4)));
        assertThat(settings.cache().toCacheBudget()).isEqualTo(new CacheBudget(Duration.ofDays(30), 2L << 30));
        assertThat(settings.store().endpoint()).isEqualTo("http://localhost:9000");
        assertThat(settings.store().bucket()).isEqualTo("sitemend");
        assertThat(settings.builder().slots()).isEqualTo(2);
        assertThat(settings.builder().waitingChannels()).isEqualTo(1000);
        assertThat(settings.builder().workspace().methods()).containsExactly(Method.OVERLAY, Method.FUSE, Method.COPY);
        assertThat(settings.builder().warmWorkspaces()).isEqualTo(DataSize.ofGigabytes(20));
    }

    @Test
    void everySettingIsMapped() {
        Map<String, String> properties = new HashMap<>();
        properties.put("sitemend.secret", SECRET);
        properties.put("sitemend.data", "/srv/sitemend");
        properties.put("sitemend.public-url", "https://build.example");
        properties.put("sitemend.build-network", "allow");
        properties.put("sitemend.sandbox", "none");
        properties.put("sitemend.limits.wall-clock", "2h");
        properties.put("sitemend.limits.least-wall-clock", "3m");
        properties.put("sitemend.limits.most-wall-clock", "9h");
        properties.put("sitemend.limits.silence", "90s");
        properties.put("sitemend.limits.log", "1MB");
        properties.put("sitemend.limits.memory", "2MB");
        properties.put("sitemend.limits.processes", "7");
        properties.put("sitemend.limits.disk", "3MB");
        properties.put("sitemend.cache.oldest", "5d");
        properties.put("sitemend.cache.most-state", "4MB");
        properties.put("sitemend.store.endpoint", "https://s3.example");
        properties.put("sitemend.store.bucket", "sites");
        properties.put("sitemend.store.access-key", "key");
        properties.put("sitemend.store.secret-key", "hidden");
        properties.put("sitemend.builder.slots", "4");
        properties.put("sitemend.builder.waiting-channels", "50");
        properties.put("sitemend.builder.workspace", "copy");
        properties.put("sitemend.builder.warm-workspaces", "1GB");

        BuilderSettings settings = bind(properties);

        assertThat(settings.data()).isEqualTo(Path.of("/srv/sitemend"));
        assertThat(settings.publicUrl()).isEqualTo(URI.create("https://build.example"));
        assertThat(settings.buildNetwork()).isEqualTo(BuilderSettings.BuildNetwork.ALLOW);
        assertThat(settings.sandbox()).isEqualTo(SandboxMode.NONE);
        assertThat(settings.limits().toLimits())
                .isEqualTo(new Limits(Duration.ofHours(2), Duration.ofSeconds(90), 1 << 20, 2 << 20, 7, 3 << 20));
        assertThat(settings.limits().toTimeLimits())
                .isEqualTo(new TimeLimits(Duration.ofHours(2), Duration.ofMinutes(3), Duration.ofHours(9)));
        assertThat(settings.cache().toCacheBudget()).isEqualTo(new CacheBudget(Duration.ofDays(5), 4 << 20));
        assertThat(settings.store().toStoreSettings().accessKey()).isEqualTo("key");
        assertThat(settings.store().toStoreSettings().secretKey()).isEqualTo("hidden");
        assertThat(settings.builder())
                .isEqualTo(new BuilderSettings.Builder(
                        4, 50, BuilderSettings.WorkspaceMethod.COPY, DataSize.ofGigabytes(1)));
        assertThat(settings.toString()).doesNotContain(SECRET).doesNotContain("hidden");
    }

    @Test
    void whatCanNotWorkIsRefusedByName() {
        assertRefused(Map.of("sitemend.secret", "short"), "sitemend.secret has 5 bytes");
        assertRefused(Map.of("sitemend.secret", SECRET, "sitemend.builder.slots", "0"), "sitemend.builder.slots is 0");
    }

    private static void assertRefused(Map<String, String> properties, String message) {
        assertThatThrownBy(() -> bind(properties))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(message);
    }

    private static BuilderSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sitemend", BuilderSettings.class);
    }
}
