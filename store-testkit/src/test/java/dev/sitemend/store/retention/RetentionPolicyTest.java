package dev.sitemend.store.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.format.Retention;
import dev.sitemend.store.retention.RetentionPolicy.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetentionPolicyTest {
    @Test
    void whatASiteSaysNothingAboutIsTheInstallations() {
        Retention wishes = new Retention(3, null, null, Duration.ofHours(1), null, null);

        assertThat(RetentionPolicy.DEFAULT.with(null)).isEqualTo(RetentionPolicy.DEFAULT);
        assertThat(RetentionPolicy.DEFAULT.with(wishes))
                .isEqualTo(new RetentionPolicy(
                        new Window(3, Duration.ofDays(7)),
                        new Window(2, Duration.ofHours(1)),
                        Duration.ofDays(30),
                        Duration.ofDays(400)));
    }

    @Test
    void whatIsLiveAlwaysStays() {
        assertThatThrownBy(() -> new Retention(0, null, null, null, null, null))
                .hasMessage("generations is 0: what is live stays, so 1 is the least");
        assertThatThrownBy(() -> new Retention(null, Duration.ofDays(-1), null, null, null, null))
                .hasMessage("generationsFor is PT-24H: expected no negative duration");
        assertThatThrownBy(() -> new Window(0, Duration.ZERO)).hasMessageStartingWith("Cannot keep 0 builds");
    }
}
