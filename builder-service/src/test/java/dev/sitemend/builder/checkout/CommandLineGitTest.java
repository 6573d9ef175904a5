package dev.sitemend.builder.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CommandLineGitTest extends MirrorsContract {
    private static final Path PROGRAM = Path.of("/usr/bin/git");

    @Override
    Git git(Path data) {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no C git at " + PROGRAM);
        return GitOnDisk.commandLine(PROGRAM, data, System.getenv(), _ -> false);
    }

    @Test
    void aMirrorInManyPiecesIsTidied() throws Exception {
        for (int commit = 0; commit < 3; commit++) {
            upstream.write("index.html", "text " + commit).commit("commit " + commit);
            repositories.fetch(remote(), MAIN);
        }
        Path packs = repositories.objects(SITE).resolve("pack");
        for (int pack = 0; pack < 60; pack++) {
            Files.writeString(packs.resolve("pack-" + pack + ".pack"), "a piece that Git knows nothing of");
        }
        upstream.write("index.html", "the last").commit("last");
        repositories.fetch(remote(), MAIN);

        try (Stream<Path> kept = Files.list(packs)) {
            assertThat(kept.filter(CommandLineGitTest::hasIndex)).hasSize(1);
        }
    }

    private static boolean hasIndex(Path pack) {
        String name = pack.getFileName().toString();
        return name.endsWith(".pack") && Files.exists(pack.resolveSibling(name.replace(".pack", ".idx")));
    }
}
