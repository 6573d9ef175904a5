package dev.sitemend.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.builder.cost.CacheBudget;
import dev.sitemend.builder.cost.TimeLimits;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.SandboxMode;
import dev.sitemend.builder.workspace.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

final class BuilderSettingsTest {
    @Test
    void defaults() {
        BuilderSettings settings = bind(Map.of());

        assertThat(settings.buildNetwork()).isEqualTo(BuilderSettings.BuildNetwork.DENY);
        assertThat(settings.sandbox()).isEqualTo(SandboxMode.BWRAP);
        assertThat(settings.limits().toLimits()).isEqualTo(Limits.DEFAULT);
        assertThat(settings.limits().toTimeLimits())
                .isEqualTo(new TimeLimits(Duration.ofMinutes(30), Duration.ofMinutes(5), Duration.ofHours(4)));
        assertThat(settings.cache().toCacheBudget()).isEqualTo(new CacheBudget(Duration.ofDays(30), 2L << 30));
        assertThat(settings.builder().slots()).isEqualTo(2);
        assertThat(settings.builder().waitingChannels()).isEqualTo(1000);
        assertThat(settings.builder().workspace().methods()).containsExactly(Method.OVERLAY, Method.FUSE, Method.COPY);
        assertThat(settings.builder().warmWorkspaces()).isEqualTo(DataSize.ofGigabytes(20));
    }

    @Test
    void everySettingIsMapped() {
        Map<String, String> properties = new HashMap<>();
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
        properties.put("sitemend.builder.slots", "4");
        properties.put("sitemend.builder.waiting-channels", "50");
        properties.put("sitemend.builder.workspace", "copy");
        properties.put("sitemend.builder.warm-workspaces", "1GB");

        BuilderSettings settings = bind(properties);

        assertThat(settings.buildNetwork()).isEqualTo(BuilderSettings.BuildNetwork.ALLOW);
        assertThat(settings.sandbox()).isEqualTo(SandboxMode.NONE);
        assertThat(settings.limits().toLimits())
                .isEqualTo(new Limits(Duration.ofHours(2), Duration.ofSeconds(90), 1 << 20, 2 << 20, 7, 3 << 20));
        assertThat(settings.limits().toTimeLimits())
                .isEqualTo(new TimeLimits(Duration.ofHours(2), Duration.ofMinutes(3), Duration.ofHours(9)));
        assertThat(settings.cache().toCacheBudget()).isEqualTo(new CacheBudget(Duration.ofDays(5), 4 << 20));
        assertThat(settings.builder())
                .isEqualTo(new BuilderSettings.Builder(
                        4, 50, BuilderSettings.WorkspaceMethod.COPY, DataSize.ofGigabytes(1)));
    }

    @Test
    void whatCanNotWorkIsRefusedByName() {
        assertRefused(Map.of("sitemend.builder.slots", "0"), "sitemend.builder.slots is 0");
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
