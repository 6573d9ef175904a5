package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Workspace;
import java.io.OutputStream;
import java.nio.file.Path;

/** Runs commands that nobody trusts. */
public interface Sandbox {
    /** The paths that commands in this workspace must use. */
    SitePaths paths(Workspace workspace);

    /**
     * Runs the command to its end or to a limit.
     *
     * @param objects Git objects that the source refers to, shown read-only
     * @param output gets standard output and standard error as they come; must not block for long
     * @throws InterruptedException after all processes of the command were killed
     */
    Exit run(Command command, Workspace workspace, Path objects, Limits limits, OutputStream output)
            throws InterruptedException;
}
