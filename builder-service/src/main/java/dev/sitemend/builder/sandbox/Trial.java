package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Change;
import dev.sitemend.builder.workspace.DiskWorkspaces;
import dev.sitemend.builder.workspace.FolderEdit;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Owners;
import dev.sitemend.builder.workspace.Touched;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A workspace to find out with what a sandbox can do on this machine. */
final class Trial implements AutoCloseable {
    private static final String BASE = "/site/src/";
    static final List<String> COMMAND = List.of(
            "sh",
            "-c",
            "set -e; cd " + BASE + "; echo b >> changed; rm deleted; rm -r replaced; mkdir replaced;"
                    + " echo n > replaced/new; test $(id -u) -ne 0; echo x > /site/out/x; echo x > /site/state/x");

    private final Path directory;
    private final DiskWorkspaces workspaces;
    private final Workspace workspace;

    private Trial(Path directory, DiskWorkspaces workspaces, Workspace workspace) {
        this.directory = directory;
        this.workspaces = workspaces;
        this.workspace = workspace;
    }

    static Trial open(Path parent, Method method, Owners owners) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(Files.createDirectories(parent), "trial");
        Files.createDirectory(directory.resolve("objects"));
        DiskWorkspaces workspaces = DiskWorkspaces.open(directory.resolve("workspaces"), method, owners, 0);
        Workspace workspace = workspaces.open(ChannelId.of("trial", "trial"), new BuildNumber(1));
        workspace.checkOut(new Revision("1".repeat(40)), (held, folder) -> fill(folder));
        workspace.startClean(Layout.SIMPLE);
        return new Trial(directory, workspaces, workspace);
    }

    private static Touched fill(Path source) {
        try {
            Files.writeString(source.resolve("changed"), "a\n");
            Files.writeString(source.resolve("deleted"), "a\n");
            Files.createDirectory(source.resolve("replaced"));
            Files.writeString(source.resolve("replaced/old"), "a\n");
            return new Touched.Everything();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot write to " + source, e);
        }
    }

    Workspace workspace() {
        return workspace;
    }

    Path objects() {
        return directory.resolve("objects");
    }

    /** Whether the changes that the command made are seen from outside. */
    Optional<String> trouble() {
        FolderEdit changes = workspace.changes().source();
        Map<String, Boolean> expected = Map.of(
                "changed", changes.changes().get(Path.of("changed")) instanceof Change.Written,
                "deleted", changes.changes().get(Path.of("deleted")) instanceof Change.Deleted,
                "replaced/new", changes.changes().get(Path.of("replaced/new")) instanceof Change.Written,
                "replaced/old", changes.find(Path.of("replaced/old")) instanceof FolderEdit.Lookup.Gone);
        List<String> unseen = expected.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return unseen.isEmpty()
                ? Optional.empty()
                : Optional.of("what a command did to " + unseen + " can not be seen from outside: " + changes);
    }

    @Override
    public void close() throws IOException {
        workspace.close();
        workspaces.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
