package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sitemend.contracts.event.BuildEvent.BuildAbandoned;
import dev.sitemend.contracts.event.BuildEvent.BuildStarted;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.Cause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Far more pushes than can be built, over three builders. With {@code many-builders.sites=100} at full size. */
final class ManyBuildersTest {
    private static final int SITES = Integer.getInteger("many-builders.sites", 24);
    private static final int PUSHES = 100;
    private static final int BUILDERS = 3;

    /** The partitions of {@code sitemend.build-requests}, as the services create it. */
    private static final int PARTITIONS = 6;

    private static final Duration LONGEST = Duration.ofSeconds(60 + 2L * SITES);

    @TempDir
    private static Path directory;

    private static Fleet fleet;
    private static Author quick;
    private static List<Revision> revisions;

    @BeforeAll
    static void start() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/bwrap")),
                "bubblewrap is not installed: apt-get install bubblewrap");
        quick = repository("quick", "0.05");
        revisions = IntStream.range(0, PUSHES)
                .mapToObj(number ->
                        quick.write("index.html", "<!doctype html><p>" + number).commit("Push " + number))
                .toList();
        fleet = Fleet.startIn(directory.resolve("fleet"), BUILDERS);
    }

    @AfterAll
    static void end() {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    void aHundredPushesOfEachSiteCostTwoBuildsOfItAtMostAndNoSiteWaitsMuchLongerThanOthers() {
        List<ChannelId> channels = sites("site", SITES);
        try (Requests requests = fleet.requests()) {
            for (Revision revision : revisions) {
                channels.forEach(channel -> requests.ask(channel, revision, Cause.PUSH));
            }
            awaitAnswers(requests, SITES * PUSHES);

            long builds = started(requests).size();
            List<Duration> waits = requests.waits().values().stream().sorted().toList();
            Duration median = waits.get(waits.size() / 2);
            System.out.printf(
                    "%d sites, %,d queued pushes, %d builders: %d builds; a site waited %d ms (median), %d ms at most%n",
                    SITES,
                    SITES * PUSHES,
                    BUILDERS,
                    builds,
                    median.toMillis(),
                    waits.getLast().toMillis());
            assertThat(builds).isBetween((long) SITES, 2L * SITES);
            assertThat(requests.answers().values())
                    .allSatisfy(answers -> assertThat(answers).hasSize(1));
            assertThat(waits).hasSize(SITES);
            assertThat(waits.getLast()).isLessThanOrEqualTo(median.multipliedBy(3));
            channels.forEach(ManyBuildersTest::showsTheLastPushAndNeverWentBack);
        }
    }

    @Test
    void aSlowSiteHoldsUpNoOtherAndPushesPassReplays() {
        Author endless = repository("endless", "1000");
        Revision never = endless.write("index.html", "<!doctype html>").commit("Never ends");
        ChannelId slow = fleet.addSite("slow", endless.workingCopy());
        // All with one builder, which has two slots, and one of them is taken.
        List<ChannelId> replayed = neighbours(slow, "replayed", 5);
        List<ChannelId> pushed = neighbours(slow, "pushed", 5);
        try (Requests requests = fleet.requests()) {
            requests.ask(slow, never, Cause.PUSH);
            await("the slow site is being built")
                    .atMost(LONGEST)
                    .until(() -> channels(started(requests)).contains(slow));
            BuilderId busy = started(requests).getFirst().builder();

            replayed.forEach(channel -> requests.ask(channel, revisions.getLast(), Cause.REPLAY));
            pushed.forEach(channel -> requests.ask(channel, revisions.getLast(), Cause.PUSH));
            awaitAnswers(requests, replayed.size() + pushed.size());

            List<BuildStarted> others = started(requests).stream()
                    .filter(start -> !start.channel().equals(slow))
                    .toList();
            assertThat(others).extracting(BuildStarted::builder).containsOnly(busy);
            List<Cause> order = others.stream().map(BuildStarted::cause).toList();
            // The slot was free when the first of them came in, and that was a replay.
            assertThat(order.subList(1, order.lastIndexOf(Cause.PUSH)))
                    .describedAs("%s", order)
                    .doesNotContain(Cause.REPLAY);

            fleet.removeSite(slow, endless.workingCopy());
            fleet.remove(builder(busy));
            fleet.add();
            fleet.awaitShares();
            await("what was under way is closed")
                    .atMost(LONGEST)
                    .until(() -> requests.heard().stream()
                            .anyMatch(told -> told.event() instanceof BuildAbandoned abandoned
                                    && abandoned.channel().equals(slow)));
        }
    }

    @Test
    void buildersThatComeAndGoMakeNoDoubleBuildVisible() {
        List<ChannelId> channels = sites("moving", 12);
        try (Requests requests = fleet.requests()) {
            int asked = 0;
            for (int round = 0; round < 8; round++) {
                for (ChannelId channel : channels) {
                    requests.ask(channel, revisions.get(PUSHES - 8 + round), Cause.PUSH);
                    asked++;
                }
                awaitAnswers(requests, asked / 2);
                if (round % 4 == 1) {
                    fleet.add();
                } else if (round % 4 == 3) {
                    fleet.remove(fleet.builders().getFirst());
                }
            }
            awaitAnswers(requests, asked);

            channels.forEach(ManyBuildersTest::showsTheLastPushAndNeverWentBack);
        }
        fleet.awaitShares();
    }

    private static void awaitAnswers(Requests requests, int count) {
        await("answers to %d pushes".formatted(count))
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(requests.answers())
                        .describedAs(requests::unanswered)
                        .hasSizeGreaterThanOrEqualTo(count));
    }

    /**
     * Each generation is a build that succeeded, and began when the one before had ended. Who takes a partition over
     * may build once more what was answered and not yet acknowledged; of that nobody sees anything but the same pages.
     */
    private static void showsTheLastPushAndNeverWentBack(ChannelId channel) {
        await(channel + " shows its last push")
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(fleet.promoted(channel))
                        .last()
                        .extracting(Generation.Promoted::revision)
                        .isEqualTo(revisions.getLast()));
        List<Generation.Promoted> promoted = fleet.promoted(channel);
        assertThat(promoted).extracting(Generation.Promoted::build).isSorted().doesNotHaveDuplicates();
        Map<Revision, Digest> shown = new HashMap<>();
        Instant ended = Instant.MIN;
        for (Generation.Promoted generation : promoted) {
            Report report =
                    fleet.builds().report(channel.site(), generation.build()).orElseThrow();
            assertThat(report.isSuccess()).isTrue();
            assertThat(report.startedAt())
                    .describedAs("%s of %s", report.number(), channel)
                    .isAfterOrEqualTo(ended);
            ended = report.finishedAt();
            Digest root = generation.artifact().root();
            assertThat(shown.computeIfAbsent(generation.revision(), _ -> root)).isEqualTo(root);
        }
    }

    private static List<BuildStarted> started(Requests requests) {
        return requests.heard().stream()
                .map(Requests.Heard::event)
                .filter(BuildStarted.class::isInstance)
                .map(BuildStarted.class::cast)
                .toList();
    }

    private static List<ChannelId> channels(List<BuildStarted> started) {
        return started.stream().map(BuildStarted::channel).toList();
    }

    private static FleetBuilder builder(BuilderId id) {
        return fleet.builders().stream()
                .filter(builder -> builder.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<ChannelId> sites(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> fleet.addSite(name + "-" + number, quick.workingCopy()))
                .toList();
    }

    /** Sites whose requests come by the same partition. */
    private static List<ChannelId> neighbours(ChannelId of, String name, int count) {
        List<ChannelId> found = new ArrayList<>();
        for (int number = 1; found.size() < count; number++) {
            if (partition(ChannelId.of(name + "-" + number, "main")) == partition(of)) {
                found.add(fleet.addSite(name + "-" + number, quick.workingCopy()));
            }
        }
        return found;
    }

    private static int partition(ChannelId channel) {
        byte[] key = channel.toString().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }

    /** A repository whose build takes so many seconds. */
    private static Author repository(String name, String seconds) {
        return Author.startIn(directory.resolve(name), "nowhere")
                .write("sitemend.yml", """
                        generator: command
                        build:
                          rebuild: sh build.sh
                          refresh: sh build.sh
                          output: public
                          silence: 1h
                        """)
                .write("build.sh", "mkdir -p public\nsleep " + seconds + "\ncp index.html public/\n");
    }
}
