package dev.sitemend.trigger.status.explain;

import static dev.sitemend.trigger.status.channel.ChannelFactsBuilder.NOW;
import static dev.sitemend.trigger.status.channel.ChannelFactsBuilder.aChannel;
import static dev.sitemend.trigger.status.channel.ChannelFactsBuilder.aCurrentChannel;
import static dev.sitemend.trigger.status.channel.ChannelFactsBuilder.revision;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.status.channel.ChannelFactsBuilder;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainerTest {
    private static final String ADDRESS = "http://garden.localhost:8081/";
    private static final Served AS_PROMOTED = new Served.Shows(5, 12, "a".repeat(40));

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments(
                        "all is well",
                        aCurrentChannel(),
                        null,
                        AS_PROMOTED,
                        "done done done done done done",
                        ADDRESS + " shows the newest commit, aaaaaaa, because #12 is built, promoted and served.",
                        "Nothing to do."),
                arguments(
                        "a webhook was lost",
                        aCurrentChannel(),
                        revision('b'),
                        AS_PROMOTED,
                        "done blocked waiting waiting waiting waiting",
                        "Commit bbbbbbb is not live because Sitemend was not told of it.",
                        "Nothing to do: reconciliation finds it within one interval. To hurry: sitemend build garden@main"),
                arguments(
                        "no builder takes the push",
                        aCurrentChannel().withHead('b').withWaiting(Cause.PUSH, Duration.ofSeconds(100)),
                        revision('b'),
                        AS_PROMOTED,
                        "done done blocked waiting waiting waiting",
                        "Commit bbbbbbb is not live because 1 request is queued, the oldest for 1 min 40 s.",
                        "No builder has taken it yet: see whether one is running, and what it builds."),
                arguments(
                        "it is being built",
                        aCurrentChannel().withHead('b').withRunning(13, BuildMode.REFRESH, Cause.PUSH, "generate"),
                        null,
                        AS_PROMOTED,
                        "done done done waiting waiting waiting",
                        "Commit bbbbbbb is not live because refresh #13 is at step “generate”, usually 12 s.",
                        "Nothing to do; #12 stays live until it is done."),
                arguments(
                        "the content is broken",
                        aCurrentChannel()
                                .withHead('b')
                                .withDeadLetter(13, true)
                                .withFailure(14, BuildMode.REBUILD, FailureClass.GENERATOR_FAILED, null)
                                .withQuarantine(14, FailureClass.GENERATOR_FAILED),
                        null,
                        AS_PROMOTED,
                        "done done done blocked waiting waiting",
                        "Commit bbbbbbb is not live because the clean rebuild #14 failed too: page.tmpl line 14.",
                        "Push a fix; #12 stays live."),
                arguments(
                        "publishing is held",
                        aCurrentChannel().withHead('b').withBuilt(13, 'b').withLock(null),
                        null,
                        AS_PROMOTED,
                        "done done done done blocked waiting",
                        "Commit bbbbbbb is not live because publishing is held: locked by grace: “price freeze”."
                                + " Builds go on; #13 is ready.",
                        "Nothing goes live before somebody unlocks the channel."),
                arguments(
                        "the edge lies",
                        aCurrentChannel(),
                        null,
                        new Served.Shows(4, 11, "c".repeat(40)),
                        "done done done done done blocked",
                        "Visitors may not see #12, though it is promoted, because visitors get #11.",
                        "See whether the publisher runs and can be reached; a page that was just promoted takes a"
                                + " moment."),
                arguments(
                        "nobody pushed yet",
                        aChannel(),
                        null,
                        new Served.Nothing(),
                        "waiting waiting waiting waiting waiting waiting",
                        "No builds yet.",
                        "The next push to main starts a build."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theStationWhereItIsStuckIsFound(
            String name,
            ChannelFactsBuilder facts,
            @Nullable Revision repositoryHead,
            Served served,
            String stations,
            String headline,
            String next) {
        Explanation explanation =
                Explainer.explain(new Explainer.Look(facts.build(), repositoryHead, served, ADDRESS, NOW));

        assertThat(explanation.stations().stream()
                        .map(station -> station.status().word())
                        .collect(joining(" ")))
                .isEqualTo(stations);
        assertThat(explanation.headline().replace('\u00a0', ' ')).isEqualTo(headline);
        assertThat(explanation.next()).isEqualTo(next);
    }

    @Test
    void theEvidenceNamesWhoseAnswerItIs() {
        Explanation explanation = Explainer.explain(
                new Explainer.Look(aCurrentChannel().build(), revision('a'), AS_PROMOTED, ADDRESS, NOW));

        assertThat(explanation.evidence())
                .extracting(Explanation.Evidence::question, Explanation.Evidence::answer, Explanation.Evidence::source)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "What is the newest commit?", "aaaaaaa", "the repository itself"),
                        org.assertj.core.groups.Tuple.tuple("What do visitors get?", "#12, generation 5", ADDRESS));
    }
}
