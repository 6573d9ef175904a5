package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Identity;
import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Owners;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the sandbox of a builder, and finds out how its workspaces can be laid out. */
public final class Sandboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);

    private Sandboxes() {}

    /**
     * What works on this machine.
     *
     * @param method how the layers of workspaces become folders
     * @param owners whose the files of workspaces are
     * @param notes why it is not a better method: a sentence for each that was tried
     */
    public record Confinement(Sandbox sandbox, Method method, Owners owners, List<String> notes) {
        public Confinement {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The sandbox of this mode, tried out.
     *
     * @param methods how workspaces may be laid out, the best first
     * @param directory on the disk that workspaces will be on
     * @param environment of the builder's process
     * @throws SandboxUnavailableException if what was asked for can not work here
     */
    public static Confinement open(
            SandboxMode mode, List<Method> methods, Path directory, Map<String, String> environment)
            throws InterruptedException {
        Identity identity = Identity.ofThisProcess();
        return switch (mode) {
            case BWRAP -> bubblewrap(identity, methods, directory, environment);
            case NONE -> {
                if (!methods.contains(Method.COPY)) {
                    throw new SandboxUnavailableException(
                            "Cannot lay out workspaces by overlay without a sandbox: set sitemend.builder.workspace to"
                                    + " copy or auto, or sitemend.sandbox to bwrap.");
                }
                yield new Confinement(
                        new Unconfined(environment),
                        Method.COPY,
                        Owners.builder(identity),
                        List.of("without a sandbox there is nothing to merge layers in"));
            }
        };
    }

    private static Confinement bubblewrap(
            Identity identity, List<Method> methods, Path directory, Map<String, String> environment)
            throws InterruptedException {
        List<String> tools = identity.isRoot()
                ? List.of("unshare", "mount", "setpriv", "choom", "timeout", "prlimit", "bwrap")
                : List.of("choom", "timeout", "prlimit", "bwrap");
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        List<String> missing =
                tools.stream().filter(tool -> !isThere(tool, path)).toList();
        if (!missing.isEmpty()) {
            throw unavailable("not installed: " + String.join(", ", missing)
                    + " (Debian: apt-get install bubblewrap util-linux coreutils)");
        }

        Bubblewrap sandbox = new Bubblewrap(new BubblewrapArguments(environment), identity);
        List<String> notes = new ArrayList<>();
        for (Method method : methods) {
            Optional<String> trouble = method == Method.FUSE && !isThere("fuse-overlayfs", path)
                    ? Optional.of("fuse-overlayfs is not installed")
                    : sandbox.tryOut(directory, method);
            if (trouble.isEmpty()) {
                LOG.info("Workspaces are laid out by {}", method);
                return new Confinement(sandbox, method, Owners.confined(identity), notes);
            }
            notes.add(method + " does not work here: " + trouble.get());
            LOG.info("Workspaces can not be laid out by {} here: {}", method, trouble.get());
        }
        throw unavailable(String.join("; ", notes));
    }

    private static SandboxUnavailableException unavailable(String reason) {
        return new SandboxUnavailableException("Cannot confine builds with bubblewrap: " + reason
                + ". Builds run programs of other people's choosing, so they are refused. Make bubblewrap 0.8 or newer"
                + " work for this user (unprivileged user namespaces must be allowed; in a container see the"
                + " documentation), or set sitemend.sandbox=none if you trust everybody who can push.");
    }

    private static boolean isThere(String tool, String path) {
        return Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> folder.startsWith("/"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
