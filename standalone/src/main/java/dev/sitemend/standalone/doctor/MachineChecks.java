package dev.sitemend.standalone.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What the machine itself brings: Java, Git, the sandbox, generators, disk. */
final class MachineChecks {
    private static final int JAVA = 25;
    private static final long GIBIBYTE = 1024L * 1024 * 1024;

    private MachineChecks() {}

    static List<Finding> all(Path data) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(git());
        findings.add(sandbox());
        findings.add(WorkspaceCheck.look(data));
        findings.add(generator("ikiwiki", "ikiwiki", "--version"));
        findings.add(generator("hugo", "hugo", "version"));
        findings.add(generator("jekyll", "jekyll", "--version"));
        findings.add(generator("mkdocs", "mkdocs", "--version"));
        findings.add(disk(data));
        return findings;
    }

    private static Finding java() {
        Runtime.Version version = Runtime.version();
        return version.feature() == JAVA
                ? Finding.well("java", "JDK " + version)
                : Finding.lacking("java", "JDK " + version, "Sitemend is tested on JDK 25; install that one.");
    }

    private static Finding git() {
        return Programs.run("git", "--version")
                .filter(result -> result.exit() == 0)
                .map(result -> Finding.well("git", result.firstLine()))
                .orElseGet(() -> Finding.lacking(
                        "git", "not installed: builds fetch with the slower built-in Git", "apt-get install git"));
    }

    /** Runs a program in the kind of sandbox that builds run in. */
    private static Finding sandbox() {
        Optional<Programs.Result> trial = Programs.run(
                "bwrap",
                "--ro-bind",
                "/",
                "/",
                "--unshare-all",
                "--unshare-user",
                "--die-with-parent",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "true");
        if (trial.isEmpty()) {
            return Finding.ill(
                    "sandbox",
                    "bubblewrap is not installed",
                    "apt-get install bubblewrap; or trust your sites: sitemend up --sandbox none");
        }

        return trial.get().exit() == 0
                ? Finding.well("sandbox", "bubblewrap keeps builds apart")
                : Finding.ill(
                        "sandbox",
                        "bubblewrap does not work here: " + trial.get().firstLine(),
                        "Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1; in a container"
                                + " systempaths=unconfined and a seccomp profile that allows them); or trust your"
                                + " sites: sitemend up --sandbox none");
    }

    private static Finding generator(String name, String... version) {
        return Programs.version(
                name, "Needed for %s sites only: apt-get install %s".formatted(name, name), List.of(version));
    }

    private static Finding disk(Path data) {
        try {
            Path existing = Stream.iterate(data.toAbsolutePath(), Objects::nonNull, Path::getParent)
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(Path.of("/"));
            FileStore disk = Files.getFileStore(existing);
            double free = (double) disk.getUsableSpace() / GIBIBYTE;
            String fact = String.format(Locale.ROOT, "%.1f GiB free for %s", free, data);
            return free >= 2
                    ? Finding.well("disk", fact)
                    : Finding.lacking("disk", fact, "Make room, or choose another folder: --data DIR");
        } catch (IOException e) {
            return Finding.lacking("disk", "cannot be looked at: " + e.getMessage(), "Look at df -h " + data);
        }
    }
}
