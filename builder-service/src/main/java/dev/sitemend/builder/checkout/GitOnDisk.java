package dev.sitemend.builder.checkout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sets up the mirrors of a builder. */
public final class GitOnDisk {
    private GitOnDisk() {}

    /**
     * Mirrors below {@code directory}, by C git where it is on the {@code PATH}, else by JGit.
     *
     * @param environment of the builder's process
     */
    public static Repositories open(Path directory, Map<String, String> environment) {
        Optional<Path> program = find(environment.getOrDefault("PATH", ""));
        Git git = program.isPresent() ? commandLine(program.get(), directory, environment) : new EmbeddedGit();
        return new Mirrors(directory, git);
    }

    static Git commandLine(Path program, Path directory, Map<String, String> environment) {
        GitEnvironment own = new GitEnvironment(directory.toAbsolutePath().resolve("git"), environment);
        own.prepare();
        return new CommandLineGit(new GitProcesses(program.toString(), own));
    }

    private static Optional<Path> find(String path) {
        return Stream.of(path.split(Pattern.quote(java.io.File.pathSeparator)))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "git"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
