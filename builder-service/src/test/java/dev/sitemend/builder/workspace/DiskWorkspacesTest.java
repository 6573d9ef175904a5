package dev.sitemend.builder.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sitemend.builder.sandbox.Command;
import dev.sitemend.builder.sandbox.Exit;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.sandbox.Sandbox;
import dev.sitemend.builder.sandbox.SandboxMode;
import dev.sitemend.builder.sandbox.SandboxUnavailableException;
import dev.sitemend.builder.sandbox.Sandboxes;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiskWorkspacesTest {
    private static final ChannelId CHANNEL = ChannelId.of("docs", "main");

    @TempDir
    Path temporary;

    private static DiskWorkspaces open(Path directory) {
        return DiskWorkspaces.open(directory, Method.COPY, Owners.builder(Identity.ofThisProcess()), Long.MAX_VALUE);
    }

    @Test
    void twoBuildsOfOneChannelDoNotShareAFolder() {
        try (DiskWorkspaces workspaces = open(temporary);
                Workspace first = workspaces.open(CHANNEL, new BuildNumber(1));
                Workspace second = workspaces.open(CHANNEL, new BuildNumber(2))) {
            assertThat(first.source()).isNotEqualTo(second.source());
        }
    }

    @Test
    void theNextBuilderTakesOverWhatAKilledOneLeftButItsProcesses() throws Exception {
        Path left = Files.createDirectories(temporary.toRealPath().resolve("builder-1/docs~main/src"));
        Files.writeString(left.resolve("file"), "x");
        ProcessBuilder command = new ProcessBuilder("sleep", "100");
        command.environment().put("SITEMEND_WORKSPACE", left.getParent() + "/");
        Process orphan = command.start();
        try {
            await("the orphan runs").until(() -> Files.exists(Path.of("/proc/" + orphan.pid() + "/environ")));
            try (DiskWorkspaces workspaces = open(temporary)) {
                await("the orphan is killed").atMost(Duration.ofSeconds(10)).until(() -> !orphan.isAlive());
                try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(1))) {
                    assertThat(workspace.source()).isEqualTo(left);
                }
            }
        } finally {
            orphan.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void aBuildThatOutlivedItsBuilderIsKilled(SandboxMode mode) throws Exception {
        Sandboxes.Confinement confinement;
        try {
            confinement = Sandboxes.open(mode, List.of(Method.COPY), temporary, System.getenv());
        } catch (SandboxUnavailableException e) {
            abort("skipped: " + e.getMessage());
            return;
        }
        Sandbox sandbox = confinement.sandbox();
        DiskWorkspaces dead = DiskWorkspaces.open(temporary, Method.COPY, confinement.owners(), Long.MAX_VALUE);
        Workspace workspace = dead.open(CHANNEL, new BuildNumber(1));
        workspace.startClean(Layout.SIMPLE);
        Path objects = Files.createDirectory(temporary.resolve("objects"));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Command command = new Command(
                List.of("sh", "-c", "echo runs; sleep 100"),
                Map.of(),
                sandbox.paths(workspace).source(),
                Network.NONE);
        AtomicReference<Exit> exit = new AtomicReference<>();
        Thread build = Thread.ofPlatform().start(() -> {
            try {
                exit.set(sandbox.run(command, workspace, objects, Limits.DEFAULT, output));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await("the build runs")
                .atMost(Duration.ofSeconds(20))
                .until(() -> output.toString(UTF_8).contains("runs"));

        // Its lock goes with its life; the rest stays.
        dead.close();
        try (DiskWorkspaces workspaces = open(temporary)) {
            assertThat(build.join(Duration.ofSeconds(10))).isTrue();
            assertThat(exit.get()).isEqualTo(new Exit.Signalled(9));
            assertThat(workspaces).isNotNull();
        }
    }

    @Test
    void theFolderOfALivingBuilderIsLeftAlone() {
        try (DiskWorkspaces first = open(temporary);
                Workspace workspace = first.open(CHANNEL, new BuildNumber(1))) {
            try (DiskWorkspaces second = open(temporary);
                    Workspace other = second.open(CHANNEL, new BuildNumber(2))) {
                assertThat(other.source()).isNotEqualTo(workspace.source());
            }
            assertThat(workspace.source()).isDirectory();
        }
    }
}
