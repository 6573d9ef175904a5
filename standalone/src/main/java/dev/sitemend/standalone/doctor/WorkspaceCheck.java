package dev.sitemend.standalone.doctor;

import dev.sitemend.builder.sandbox.SandboxMode;
import dev.sitemend.builder.sandbox.SandboxUnavailableException;
import dev.sitemend.builder.sandbox.Sandboxes;
import dev.sitemend.builder.workspace.Method;
import java.nio.file.Path;
import java.util.List;

/**
 * How builds can be laid over what earlier ones left: whether a push costs what it changes, or what the site weighs.
 */
final class WorkspaceCheck {
    private static final String SUBJECT = "workspace";

    private WorkspaceCheck() {}

    /** Tries it on the disk that builds will be on. */
    static Finding look(Path data) {
        try {
            Sandboxes.Confinement found = Sandboxes.open(
                    SandboxMode.BWRAP, List.of(Method.values()), data.resolve("builder/workspaces"), System.getenv());
            return finding(found);
        } catch (SandboxUnavailableException e) {
            return Finding.lacking(SUBJECT, "no sandbox to lay one out in", "See sandbox.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.lacking(SUBJECT, "interrupted", "Try again.");
        }
    }

    private static Finding finding(Sandboxes.Confinement found) {
        String why = found.notes().isEmpty() ? "" : found.notes().getFirst();
        return switch (found.method()) {
            case OVERLAY -> Finding.well(SUBJECT, "an overlay of the kernel: a push costs what it changes");
            case FUSE ->
                Finding.lacking(
                        SUBJECT,
                        "fuse-overlayfs, slower than the kernel's overlay: " + why,
                        "Allow overlay mounts in user namespaces (Linux 5.11 or newer), on ext4, XFS or btrfs");
            case COPY ->
                Finding.lacking(
                        SUBJECT,
                        "a copy for each build, which costs what the site weighs: " + why,
                        "Linux 5.11 or newer with user namespaces allowed, on ext4, XFS or btrfs; or apt-get install"
                                + " fuse-overlayfs");
        };
    }
}
