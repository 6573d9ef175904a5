package dev.sitemend.standalone;

import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Output;
import dev.sitemend.cli.ServerFile;
import dev.sitemend.cli.Sitemend;
import dev.sitemend.cli.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** {@code up REPOSITORY…}: each becomes a site with the name of its last folder, unless it is one already. */
final class Repositories {
    private static final long LIST_SECONDS = 30;

    private final ServerFile server;
    private final Path data;
    private final Surroundings surroundings;

    Repositories(ServerFile server, Path data, Surroundings surroundings) {
        this.server = server;
        this.data = data;
        this.surroundings = surroundings;
    }

    void register(List<String> repositories) {
        repositories.forEach(this::register);
    }

    private void register(String repository) {
        String address = address(repository);
        String name = siteName(address);
        if (sitemend(surroundings.quiet(), "site", "show", name) == ExitCode.DONE.code()) {
            new Output(surroundings).progress("Site %s is registered already.".formatted(name));
            return;
        }

        int exit = sitemend(surroundings, "site", "add", name, "--repository", address, "--branch", branch(address));
        if (exit != ExitCode.DONE.code()) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "Cannot make a site of %s, see above.".formatted(repository));
        }
    }

    private int sitemend(Surroundings where, String... arguments) {
        String[] complete = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, complete, 0, arguments.length);
        complete[arguments.length] = "--server";
        complete[arguments.length + 1] = server.url();
        complete[arguments.length + 2] = "--data";
        complete[arguments.length + 3] = data.toString();
        return Sitemend.commandLine(where).execute(complete);
    }

    /** A folder becomes an absolute address, because the builder's working directory is another. */
    private static String address(String repository) {
        return Files.isDirectory(Path.of(repository))
                ? Path.of(repository)
                        .toAbsolutePath()
                        .normalize()
                        .toUri()
                        .toString()
                        .replaceFirst("/$", "")
                : repository;
    }

    /** {@code https://example.org/My_Garden.git} becomes {@code my-garden}. */
    static String siteName(String address) {
        String last = address.replaceFirst("/+$", "").replaceFirst("(/\\.git|\\.git)$", "");
        last = last.substring(Math.max(last.lastIndexOf('/'), last.lastIndexOf(':')) + 1);
        String name =
                last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        if (name.isEmpty()) {
            throw new CommandFailedException(
                    ExitCode.WRONG_CALL,
                    "Cannot name a site after %s. Name it yourself: sitemend site add NAME --repository %s"
                            .formatted(address, address));
        }

        return name;
    }

    /** The branch that the repository itself calls its main one. */
    private static String branch(String address) {
        try {
            Process process = new ProcessBuilder("git", "ls-remote", "--symref", "--", address, "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }

            return answer.lines()
                    .filter(line -> line.startsWith("ref: refs/heads/"))
                    .map(line -> line.substring("ref: refs/heads/".length()).split("\t", -1)[0])
                    .findFirst()
                    .orElse("main");
        } catch (IOException _) {
            return "main";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "main";
        }
    }
}
