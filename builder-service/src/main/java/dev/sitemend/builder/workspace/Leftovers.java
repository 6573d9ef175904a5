package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processes of a killed builder's sandbox. They outlive it, because nothing tells them; their arguments, or without a
 * sandbox their environment, name the workspace.
 */
final class Leftovers {
    private static final Path PROC = Path.of("/proc");

    private Leftovers() {}

    static void kill(Path folder) throws IOException {
        if (!Files.isDirectory(PROC)) {
            return;
        }
        String below = folder + "/";
        try (Stream<Path> processes = Files.list(PROC)) {
            processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process ->
                            names(process.resolve("cmdline"), below) || names(process.resolve("environ"), below))
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .filter(pid -> pid != ProcessHandle.current().pid())
                    .forEach(pid -> ProcessHandle.of(pid).ifPresent(Leftovers::killTree));
        }
    }

    private static void killTree(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Only whole values count: an editor that has a file of the workspace open is not ours to kill. */
    private static boolean names(Path file, String below) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (file.endsWith("environ")) {
                return text.contains("SITEMEND_WORKSPACE=" + below);
            }
            return text.contains("bwrap\0") && text.contains("\0" + below);
        } catch (IOException e) {
            // Ended meanwhile, or somebody else's.
            return false;
        }
    }
}
