package dev.sitemend.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A writer's working copy of the demo's wiki. */
final class Garden {
    private static final List<String> FILES = List.of(
            "ikiwiki.setup",
            "index.mdwn",
            "seeds.mdwn",
            "tools.mdwn",
            "plugins/IkiWiki/Plugin/tally.pm",
            "templates/page.tmpl");

    private final Path folder;
    private final String remote;

    /** The copy lives in {@code folder} and is pushed to {@code remote}, which has the password in it. */
    Garden(Path folder, String remote) {
        this.folder = folder;
        this.remote = remote;
    }

    void plant() throws IOException, InterruptedException {
        for (String file : FILES) {
            Path target = folder.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream content = Garden.class.getResourceAsStream("/demo/" + file)) {
                if (content == null) {
                    throw new IOException("The demo's file %s is missing from the program".formatted(file));
                }

                Files.copy(content, target);
            }
        }

        git("init", "--quiet", "--initial-branch=main");
    }

    void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    void remove(String file) throws IOException {
        Files.delete(folder.resolve(file));
    }

    /** Commits all of it and pushes it; each line that Git prints is handed on. Returns the commit. */
    String push(String message, Consumer<String> line) throws IOException, InterruptedException {
        git("add", "--all");
        git("-c", "user.name=A gardener", "-c", "user.email=gardener@example.org", "commit", "--quiet", "-m", message);
        run(line, "push", "--quiet", remote, "HEAD:main");
        List<String> revision = new ArrayList<>();
        run(revision::add, "rev-parse", "HEAD");
        return revision.getLast();
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        run(_ -> {}, arguments);
    }

    private void run(Consumer<String> line, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The demo must not depend on the reader's own Git settings, nor ask for a password.
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.start();
        List<String> seen = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String next = lines.readLine(); next != null; next = lines.readLine()) {
                seen.add(next);
                line.accept(next);
            }
        }

        int exit = process.waitFor();
        if (exit != 0) {
            throw new IOException("git %s failed with %d: %s".formatted(arguments[0], exit, String.join(" / ", seen)));
        }
    }
}
