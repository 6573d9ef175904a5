package dev.sitemend.systemtests.scenario;

import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A person with a working copy and C Git. */
final class Author {
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(3);

    private final Path workingCopy;

    private Author(Path workingCopy) {
        this.workingCopy = workingCopy;
    }

    static Author startIn(Path workingCopy, String remote) {
        try {
            Files.createDirectories(workingCopy);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create " + workingCopy, e);
        }

        Author author = new Author(workingCopy);
        author.git("init", "-q", "-b", "main");
        author.git("remote", "add", "origin", remote);
        return author;
    }

    Path workingCopy() {
        return workingCopy;
    }

    Author write(String path, String content) {
        try {
            Path file = workingCopy.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    Author remove(String path) {
        git("rm", "-q", path);
        return this;
    }

    /** Commits everything; the new head. */
    Revision commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return head();
    }

    Revision head() {
        return new Revision(git("rev-parse", "HEAD").strip());
    }

    /** Pushes the branch that is checked out, and waits for what {@code git push} waits for. */
    Push push(String... options) {
        List<String> arguments = new ArrayList<>(List.of("push", "--porcelain"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("origin", "HEAD"));
        return run(arguments);
    }

    /** Any Git command, which must succeed. */
    String git(String... arguments) {
        Push result = run(List.of(arguments));
        if (result.status() != 0) {
            throw new IllegalStateException(
                    "git " + String.join(" ", arguments) + " ended with " + result.status() + ":\n" + result.said());
        }

        return result.said();
    }

    Push run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingCopy.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("GIT_TERMINAL_PROMPT", "0", "GIT_CONFIG_NOSYSTEM", "1", "HOME", workingCopy.toString()));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("git " + arguments + " did not end");
            }

            return new Push(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run git", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** How a command ended, and all that it printed. */
    record Push(int status, String said) {}
}
