package dev.sitemend.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The builder with a real broker, a real S3 server, real Git and real generators. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class BuilderApplicationTest {
    @TempDir
    static Path directory;

    private static RunningBuilder builder;

    @BeforeAll
    static void start() {
        builder = RunningBuilder.start(directory);
    }

    @AfterAll
    static void stop() {
        builder.close();
    }

    @Test
    void aRequestBecomesAReportAnArtifactAndAnEvent() throws IOException {
        ChannelId channel = builder.site("plain");
        Path work = builder.repository("plain");
        String revision = builder.commit(work, "index.html", "<h1>Hello</h1>");

        BuildRequested request = builder.push(channel, revision);

        BuildSucceeded succeeded =
                builder.await(BuildSucceeded.class, event -> event.request().equals(request.id()));
        assertThat(succeeded.revision().value()).isEqualTo(revision);
        assertThat(succeeded.files()).isEqualTo(1);
        Path restored = builder.restore(succeeded);
        assertThat(restored.resolve("index.html")).hasContent("<h1>Hello</h1>");
        assertThat(builder.log(succeeded)).contains("Building clean");
    }

    @Test
    void pushesThatTheHeadContainsAreCoveredByOneBuild() {
        ChannelId channel = builder.site("many");
        Path work = builder.repository("many");
        List<BuildRequested> requests = IntStream.range(0, 40)
                .mapToObj(i -> builder.request(
                        channel, BuildMode.REFRESH, Cause.PUSH, builder.commit(work, "index.html", "page " + i)))
                .toList();

        requests.forEach(builder::send);

        for (BuildRequested request : requests) {
            builder.awaitAnswer(request);
        }
        BuildSucceeded last = builder.await(
                BuildSucceeded.class,
                event -> event.channel().equals(channel)
                        && event.revision().equals(requests.getLast().revision()));
        assertThat(builder.builds(channel)).hasSizeLessThanOrEqualTo(3);
        assertThat(builder.events(BuildSkipped.class))
                .filteredOn(event -> event.channel().equals(channel))
                .anyMatch(event -> event.coveredBy().equals(last.build()));
    }

    @Test
    void anIkiwikiSiteIsRefreshedAndABrokenRefreshBecomesADeadLetter() throws IOException {
        assertThat(Path.of("/usr/bin/ikiwiki")).as("ikiwiki is installed").exists();
        ChannelId channel = builder.site("wiki");
        Path work = builder.repository("wiki");
        builder.commit(work, "sitemend.yml", "generator: ikiwiki\n");
        String first = builder.commit(work, "index.mdwn", "# First words\n\n[[other]]\n");
        BuildSucceeded rebuilt = builder.awaitSuccess(builder.push(channel, first));
        assertThat(rebuilt.mode()).isEqualTo(BuildMode.REBUILD);

        String second = builder.commit(work, "other.mdwn", "# Another page\n");
        BuildSucceeded refreshed = builder.awaitSuccess(builder.push(channel, second));
        assertThat(refreshed.mode()).isEqualTo(BuildMode.REFRESH);
        assertThat(refreshed.added()).isPositive();
        assertThat(Files.readString(builder.restore(refreshed).resolve("index.html")))
                .contains("First words");

        // Now the site requires a page that nothing makes.
        builder.commit(work, "sitemend.yml", "generator: ikiwiki\ngate:\n  require: [nowhere.html]\n");
        String third = builder.commit(work, "third.mdwn", "# Third\n");
        BuildRequested broken = builder.push(channel, third);
        BuildFailed failed =
                builder.await(BuildFailed.class, event -> event.request().equals(broken.id()));
        assertThat(failed.failure()).isEqualTo(FailureClass.GATE_REFUSED);
        if (failed.mode() == BuildMode.REFRESH) {
            DeadLettered letter =
                    builder.await(DeadLettered.class, event -> failed.build().equals(event.build()));
            assertThat(letter.originOffset()).isNotNegative();
        }

        // Its heal is clean, and fails too: that is for the publisher to say.
        BuildRequested heal = builder.request(channel, BuildMode.REBUILD, Cause.HEAL, third);
        builder.send(heal);
        BuildFailed healed =
                builder.await(BuildFailed.class, event -> event.request().equals(heal.id()));
        assertThat(healed.mode()).isEqualTo(BuildMode.REBUILD);

        // A second heal of the same content makes no build.
        BuildRequested again = builder.request(channel, BuildMode.REBUILD, Cause.HEAL, third);
        builder.send(again);
        BuildSkipped skipped =
                builder.await(BuildSkipped.class, event -> event.request().equals(again.id()));
        assertThat(skipped.coveredBy()).isEqualTo(healed.build());
    }

    @Test
    void aRepositoryThatIsNotThereIsAFailureThatSaysSo() {
        ChannelId channel = builder.site("nowhere");

        BuildRequested request = builder.push(channel, "1".repeat(40));

        BuildFailed failed =
                builder.await(BuildFailed.class, event -> event.request().equals(request.id()));
        assertThat(failed.failure()).isEqualTo(FailureClass.REPOSITORY);
        assertThat(failed.message()).isNotBlank();
    }

    @Test
    void aBranchWithoutCommitsIsGone() {
        ChannelId channel = builder.site("empty");
        builder.repository("empty");

        BuildRequested request = builder.request(channel, BuildMode.REFRESH, Cause.FORCED, null);
        builder.send(request);

        BranchVanished vanished =
                builder.await(BranchVanished.class, event -> event.request().equals(request.id()));
        Report report = builder.report(channel, vanished.build());
        assertThat(report.outcome()).isInstanceOf(Outcome.BranchGone.class);
    }

    @Test
    void wrongSettingsOfASiteAreAFailureThatSaysWhere() {
        ChannelId channel = builder.site("typo");
        Path work = builder.repository("typo");
        builder.commit(work, "index.html", "x");
        String revision = builder.commit(work, "sitemend.yml", "genrator: static\n");

        BuildRequested request = builder.push(channel, revision);

        BuildFailed failed =
                builder.await(BuildFailed.class, event -> event.request().equals(request.id()));
        assertThat(failed.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(failed.message()).contains("genrator");
    }

    @Test
    void anUnreadableRecordGoesToTheDeadLettersInOneHop() {
        long offset = builder.sendRubbish("{".getBytes(StandardCharsets.UTF_8));

        DeadLettered letter =
                builder.await(DeadLettered.class, event -> event.payload() != null && event.originOffset() == offset);

        assertThat(letter.request()).isNull();
    }
}
