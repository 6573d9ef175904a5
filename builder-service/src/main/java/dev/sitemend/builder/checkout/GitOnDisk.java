package dev.sitemend.builder.checkout;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sets up the mirrors of a builder. */
public final class GitOnDisk {
    private GitOnDisk() {}

    /**
     * Mirrors below {@code directory}, by C git where it is on the {@code PATH}, else by JGit.
     *
     * @param environment of the builder's process
     * @param server where Sitemend's own Git server answers
     */
    public static Repositories open(Path directory, Map<String, String> environment, URI server) {
        Optional<Path> program = find(environment.getOrDefault("PATH", ""));
        String own = server.toString();
        Git git = program.isPresent()
                ? commandLine(program.get(), directory, environment, address -> isBelow(own, address))
                : new EmbeddedGit();
        return new Mirrors(directory, git);
    }

    static Git commandLine(
            Path program, Path directory, Map<String, String> environment, Predicate<Address> ownServer) {
        GitEnvironment own = new GitEnvironment(directory.toAbsolutePath().resolve("git"), environment);
        own.prepare();
        return new CommandLineGit(new GitProcesses(program.toString(), own), new EmbeddedGit(), ownServer);
    }

    private static boolean isBelow(String server, Address address) {
        return address.url().startsWith(server.endsWith("/") ? server : server + "/");
    }

    private static Optional<Path> find(String path) {
        return Stream.of(path.split(Pattern.quote(java.io.File.pathSeparator)))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "git"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
