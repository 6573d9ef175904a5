package dev.sitemend.builder.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sets up the sandbox of a builder. */
public final class Sandboxes {
    private Sandboxes() {}

    /**
     * The sandbox of this mode, tried out.
     *
     * @param environment of the builder's process
     * @throws SandboxUnavailableException if bubblewrap was asked for and can not work here
     */
    public static Sandbox open(SandboxMode mode, Map<String, String> environment) throws InterruptedException {
        return switch (mode) {
            case BWRAP -> bubblewrap(environment);
            case NONE -> new Unconfined(environment);
        };
    }

    private static Sandbox bubblewrap(Map<String, String> environment) throws InterruptedException {
        Identity identity = Identity.ofThisProcess();
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
        Optional<String> trouble = sandbox.tryOut();
        if (trouble.isPresent()) {
            throw unavailable(trouble.get());
        }
        return sandbox;
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
