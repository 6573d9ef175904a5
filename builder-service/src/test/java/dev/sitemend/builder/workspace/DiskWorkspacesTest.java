package dev.sitemend.builder.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
