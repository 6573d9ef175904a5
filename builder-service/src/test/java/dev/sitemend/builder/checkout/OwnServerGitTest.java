package dev.sitemend.builder.checkout;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** As if every address were Sitemend's own Git server: what is new comes by JGit into what C git has made. */
final class OwnServerGitTest extends MirrorsContract {
    private static final Path PROGRAM = Path.of("/usr/bin/git");

    @Override
    Git git(Path data) {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no C git at " + PROGRAM);
        return GitOnDisk.commandLine(PROGRAM, data, System.getenv(), _ -> true);
    }
}
