package dev.sitemend.builder.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Owners;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over each way to lay out a workspace. */
abstract class BubblewrapContract extends SandboxContract {
    private static final Map<Method, Sandboxes.Confinement> TRIED = new EnumMap<>(Method.class);

    @BeforeEach
    @Override
    void open() throws IOException {
        try {
            if (!TRIED.containsKey(method())) {
                TRIED.put(method(), Sandboxes.open(SandboxMode.BWRAP, List.of(method()), temporary, System.getenv()));
            }
        } catch (SandboxUnavailableException e) {
            abort("skipped: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        super.open();
    }

    @Override
    Sandbox sandbox() {
        return Objects.requireNonNull(TRIED.get(method())).sandbox();
    }

    @Override
    Owners owners() {
        return Objects.requireNonNull(TRIED.get(method())).owners();
    }

    @Test
    void aCommandSeesTheWorkspaceAtFixedPathsAndNothingOfTheBuilder() throws Exception {
        Files.writeString(temporary.resolve("admin-token"), "secret");
        shell(
                "ls /site; ls -A $HOME; cat " + temporary.resolve("admin-token") + "; ls /root /etc/shadow; id -un",
                LIMITS);
        assertThat(said()).contains("home\nout\nsrc\nstate\ntools\n", "site\n").doesNotContain("secret");
    }

    @Test
    void aCommandReachesNoNetwork() throws Exception {
        shell("cat /proc/net/dev", LIMITS);
        assertThat(said()).contains("lo:").doesNotContain("eth0");
        assertThat(said().lines().filter(line -> line.contains(":")).count()).isEqualTo(1);
    }

    @Test
    void nothingButTheWorkspaceCanBeWritten() throws Exception {
        shell(
                "for d in / /usr /etc /dev /site /site/tools " + objects
                        + "; do touch $d/x 2>/dev/null && echo wrote $d; done;"
                        + " for d in /site/src /site/out /site/state /tmp /dev/shm $HOME; do touch $d/x || echo cannot $d; done",
                LIMITS);
        assertThat(said()).isEmpty();
    }

    @Test
    void aCommandIsNotRootAndCannotBecomeRoot() throws Exception {
        shell("id -u; unshare --user true && echo nested; grep NoNewPrivs /proc/self/status", LIMITS);
        assertThat(said())
                .doesNotContain("0\nnested")
                .contains("NoNewPrivs:\t1")
                .doesNotStartWith("0\n");
    }

    @Test
    void theObjectsOfTheMirrorAreReadableAtTheirOwnPath() throws Exception {
        Files.writeString(objects.resolve("pack"), "packed");
        shell("cat " + objects.resolve("pack"), LIMITS);
        assertThat(said()).isEqualTo("packed");
    }
}
