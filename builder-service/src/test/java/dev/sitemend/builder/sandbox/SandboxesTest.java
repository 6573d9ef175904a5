package dev.sitemend.builder.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.builder.workspace.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxesTest {
    @TempDir
    Path temporary;

    @Test
    void aMachineWithoutBubblewrapIsRefusedAndToldWhatToDo() {
        assertThatThrownBy(() ->
                        Sandboxes.open(SandboxMode.BWRAP, List.of(Method.COPY), temporary, Map.of("PATH", "/nowhere")))
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageContaining("Cannot confine builds with bubblewrap: not installed:")
                .hasMessageContaining("apt-get install bubblewrap")
                .hasMessageContaining("sitemend.sandbox=none");
    }

    @Test
    void noConfinementNeedsNothing() throws InterruptedException {
        assertThat(Sandboxes.open(SandboxMode.NONE, List.of(Method.COPY), temporary, Map.of())
                        .sandbox())
                .isInstanceOf(Unconfined.class);
    }
}
