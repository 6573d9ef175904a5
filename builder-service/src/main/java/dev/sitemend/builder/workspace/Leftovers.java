package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processes of a killed builder's sandbox. They outlive it, because nothing tells them; the environment of the first of
 * them names the workspace.
 */
final class Leftovers {
    private static final Path PROC = Path.of("/proc");

    private Leftovers() {}

    static void kill(Path folder) throws IOException {
        if (!Files.isDirectory(PROC)) {
            return;
        }
        String mark = "SITEMEND_WORKSPACE=" + folder + "/";
        try (Stream<Path> processes = Files.list(PROC)) {
            processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(process -> carries(process.resolve("environ"), mark))
                    .map(process -> Long.parseLong(process.getFileName().toString()))
                    .forEach(pid -> ProcessHandle.of(pid).ifPresent(Leftovers::killTree));
        }
    }

    private static void killTree(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static boolean carries(Path environment, String mark) {
        try {
            return new String(Files.readAllBytes(environment), StandardCharsets.UTF_8).contains(mark);
        } catch (IOException e) {
            // Ended meanwhile, or somebody else's.
            return false;
        }
    }
}
