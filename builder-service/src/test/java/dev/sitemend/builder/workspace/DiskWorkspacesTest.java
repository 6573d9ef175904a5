package dev.sitemend.builder.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.sitemend.contracts.id.SiteId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiskWorkspacesTest {
    private static final SiteId SITE = new SiteId("docs");

    @TempDir
    Path temporary;

    @Test
    void aWorkspaceHasItsEmptyFoldersAndIsGoneAfterwards() throws IOException {
        try (DiskWorkspaces workspaces = DiskWorkspaces.open(temporary, "one")) {
            Path source;
            try (Workspace workspace = workspaces.open(SITE, new BuildNumber(1))) {
                source = workspace.source();
                assertThat(source).isEmptyDirectory();
                assertThat(workspace.output()).isEmptyDirectory();
                assertThat(workspace.state()).isEmptyDirectory();
                assertThat(workspace.tools()).isEmptyDirectory();
                Files.writeString(source.resolve("file"), "x");
            }
            assertThat(source.getParent()).doesNotExist();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void twoBuildsOfOneSiteDoNotShareAFolder() {
        try (DiskWorkspaces workspaces = DiskWorkspaces.open(temporary, "one");
                Workspace first = workspaces.open(SITE, new BuildNumber(1));
                Workspace second = workspaces.open(SITE, new BuildNumber(2))) {
            assertThat(first.source()).isNotEqualTo(second.source());
        }
    }

    @Test
    void whatCannotBeWrittenOrReadIsDeletedAndLinksAreNotFollowed() throws IOException {
        Path outside = Files.writeString(
                Files.createDirectory(temporary.resolve("outside")).resolve("kept"), "x");
        try (DiskWorkspaces workspaces = DiskWorkspaces.open(temporary.resolve("work"), "one")) {
            Path source;
            try (Workspace workspace = workspaces.open(SITE, new BuildNumber(1))) {
                source = workspace.source();
                Path locked = Files.createDirectories(source.resolve("a/b"));
                Files.writeString(locked.resolve("file"), "x");
                Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
                Files.setPosixFilePermissions(source.resolve("a"), PosixFilePermissions.fromString("r-xr-xr-x"));
                Files.createSymbolicLink(source.resolve("link"), outside.getParent());
            }
            assertThat(source).doesNotExist();
        }
        assertThat(outside).exists();
    }

    @Test
    void whatAKilledBuilderLeftIsRemovedWithItsProcesses() throws Exception {
        Path left = Files.createDirectories(temporary.toRealPath().resolve("dead/docs/src"));
        Files.writeString(left.resolve("file"), "x");
        ProcessBuilder command = new ProcessBuilder("sleep", "100");
        command.environment().put("SITEMEND_WORKSPACE", left.getParent() + "/");
        Process orphan = command.start();
        try {
            await("the orphan runs").until(() -> Files.exists(Path.of("/proc/" + orphan.pid() + "/environ")));
            try (DiskWorkspaces workspaces = DiskWorkspaces.open(temporary, "new")) {
                await("the orphan is killed").atMost(Duration.ofSeconds(10)).until(() -> !orphan.isAlive());
                assertThat(left).doesNotExist();
                assertThat(workspaces).isNotNull();
            }
        } finally {
            orphan.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxMode.class)
    void aBuildThatOutlivedItsBuilderIsKilled(SandboxMode mode) throws Exception {
        Sandbox sandbox;
        try {
            sandbox = Sandboxes.open(mode, System.getenv());
        } catch (SandboxUnavailableException e) {
            abort("skipped: " + e.getMessage());
            return;
        }
        Path dead = Files.createDirectory(temporary.toRealPath().resolve("dead"));
        Workspace workspace = DirectoryWorkspace.create(dead.resolve("docs"));
        Path objects = Files.createDirectory(dead.resolve("objects"));
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

        try (DiskWorkspaces workspaces = DiskWorkspaces.open(temporary, "new")) {
            assertThat(build.join(Duration.ofSeconds(10))).isTrue();
            assertThat(exit.get()).isEqualTo(new Exit.Signalled(9));
            assertThat(workspaces).isNotNull();
        }
    }

    @Test
    void theWorkOfALivingBuilderIsLeftAlone() {
        try (DiskWorkspaces first = DiskWorkspaces.open(temporary, "first");
                Workspace workspace = first.open(SITE, new BuildNumber(1))) {
            try (DiskWorkspaces second = DiskWorkspaces.open(temporary, "second")) {
                assertThat(workspace.source()).isDirectory();
                assertThat(second).isNotNull();
            }
            assertThatThrownBy(() -> DiskWorkspaces.open(temporary, "first"))
                    .isInstanceOfAny(IllegalStateException.class, OverlappingFileLockException.class);
        }
    }
}
