package dev.sitemend.builder.checkout;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

final class CommandLineGitTest extends MirrorsContract {
    private static final Path PROGRAM = Path.of("/usr/bin/git");

    @Override
    Git git(Path data) {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no C git at " + PROGRAM);
        return GitOnDisk.commandLine(PROGRAM, data, System.getenv());
    }
}
