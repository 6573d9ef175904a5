package dev.sitemend.builder.generator;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.sitemend.builder.sandbox.SandboxMode;
import dev.sitemend.builder.sandbox.SandboxUnavailableException;
import dev.sitemend.builder.sandbox.Sandboxes;
import dev.sitemend.builder.workspace.Method;
import java.nio.file.Path;
import java.util.List;

/** What this machine has. A test that needs more is skipped, and says so. */
final class Installed {
    private Installed() {}

    static void need(String... programs) {
        List<String> missing = new Programs().missing(List.of(programs));
        if (!missing.isEmpty()) {
            abort("skipped: this machine does not have " + String.join(", ", missing));
        }
    }

    /** bubblewrap where it works, so that paths are fixed; else none. */
    static Sandboxes.Confinement confinement(Path directory) throws InterruptedException {
        List<Method> methods = List.of(Method.values());
        try {
            return Sandboxes.open(SandboxMode.BWRAP, methods, directory, System.getenv());
        } catch (SandboxUnavailableException e) {
            return Sandboxes.open(SandboxMode.NONE, methods, directory, System.getenv());
        }
    }
}
