package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.store.tree.TreeListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wiki whose pushes are built by two builders in turn, each from what the other one left in the store. */
final class BuildersInTurnTest {
    private static final Duration LONGEST_BUILD = Duration.ofSeconds(90);
    private static final String SETUP = """
            # IkiWiki::Setup::Yaml - YAML formatted setup file
            wikiname: Garden
            srcdir: .
            destdir: public
            url: http://wiki.localhost
            add_plugins: [sidebar]
            """;

    @TempDir
    private Path directory;

    @Test
    void eachDoesTheWorkThatOneBuilderWouldHaveDoneAndMakesTheSamePages() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/ikiwiki")) && Files.isExecutable(Path.of("/usr/bin/bwrap")),
                "ikiwiki or bubblewrap is not installed: apt-get install ikiwiki bubblewrap");
        Author ada = Author.startIn(directory.resolve("wiki"), "nowhere").write("ikiwiki.setup", SETUP);
        try (Fleet fleet = Fleet.startIn(directory.resolve("fleet"), 2);
                Requests requests = fleet.requests()) {
            ChannelId single = fleet.addSite("single", ada.workingCopy());
            ChannelId turns = fleet.addSite("turns", ada.workingCopy());
            int push = 0;
            for (Runnable edit : edits(ada)) {
                edit.run();
                Revision revision = ada.commit("Push " + push);
                FleetBuilder first = fleet.builders().getFirst();
                FleetBuilder turn = fleet.builders().get(push % 2);
                Report alone = build(fleet, requests, first, single, revision);
                Report inTurn = build(fleet, requests, turn, turns, revision);

                assertThat(inTurn.builder()).isEqualTo(turn.id());
                assertThat(inTurn.mode()).isEqualTo(push == 0 ? BuildMode.REBUILD : BuildMode.REFRESH);
                assertThat(pages(fleet, inTurn).entries())
                        .isEqualTo(pages(fleet, alone).entries());
                assertThat(work(fleet, inTurn)).isNotEmpty().isEqualTo(work(fleet, alone));
                push++;
            }
        }
    }

    private static List<Runnable> edits(Author ada) {
        return List.of(
                () -> ada.write("index.mdwn", "[[beans]], [[peas]], [[!map pages=\"*\"]]\n")
                        .write("beans.mdwn", "Runner beans.\n")
                        .write("peas.mdwn", "Sugar peas, beside [[beans]].\n")
                        .write("blog.mdwn", "[[!inline pages=\"blog/*\" rootpage=\"blog\"]]\n")
                        .write("blog/april.mdwn", "Sown.\n"),
                () -> ada.write("beans.mdwn", "Broad beans, see [[tools/hoe]].\n"),
                () -> ada.write("tools/hoe.mdwn", "For [[peas]].\n")
                        .write("blog/may.mdwn", "Hoed with a [[tools/hoe]].\n"),
                () -> ada.remove("peas.mdwn"),
                () -> ada.git("mv", "beans.mdwn", "pulses.mdwn"),
                () -> ada.write("sidebar.mdwn", "[[index]] [[blog]]\n").write("logo.svg", "<svg/>\n"));
    }

    private static Report build(
            Fleet fleet, Requests requests, FleetBuilder builder, ChannelId channel, Revision revision) {
        fleet.giveTurn(builder);
        requests.ask(channel, revision, Cause.PUSH);
        await(revision.abbreviated() + " of " + channel + " is live")
                .atMost(LONGEST_BUILD)
                .untilAsserted(() -> assertThat(fleet.promoted(channel))
                        .last()
                        .extracting(Generation.Promoted::revision)
                        .isEqualTo(revision));
        return fleet.builds()
                .report(channel.site(), fleet.promoted(channel).getLast().build())
                .orElseThrow();
    }

    private static TreeListing pages(Fleet fleet, Report report) {
        if (report.outcome() instanceof Outcome.Succeeded succeeded) {
            return fleet.trees()
                    .listing(
                            report.channel().site(),
                            succeeded.artifact().root(),
                            succeeded.artifact().packs());
        }

        throw new AssertionError(report.number() + " failed");
    }

    /** What ikiwiki says that it reads, makes and removes, line by line. */
    private static List<String> work(Fleet fleet, Report report) throws IOException {
        try (var log =
                fleet.builds().log(report.channel().site(), report.number()).orElseThrow()) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.matches("(scanning|building|rebuilding|removing|rendering) .*"))
                    .toList();
        }
    }
}
