package dev.sitemend.builder.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SandboxesTest {
    @Test
    void aMachineWithoutBubblewrapIsRefusedAndToldWhatToDo() {
        assertThatThrownBy(() -> Sandboxes.open(SandboxMode.BWRAP, Map.of("PATH", "/nowhere")))
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageContaining("Cannot confine builds with bubblewrap: not installed:")
                .hasMessageContaining("apt-get install bubblewrap")
                .hasMessageContaining("sitemend.sandbox=none");
    }

    @Test
    void noConfinementNeedsNothing() throws InterruptedException {
        assertThat(Sandboxes.open(SandboxMode.NONE, Map.of())).isInstanceOf(Unconfined.class);
    }
}
