package dev.sitemend.trigger.status.channel;

import static dev.sitemend.trigger.status.channel.ChannelFactsBuilder.NOW;
import static dev.sitemend.trigger.status.channel.ChannelFactsBuilder.aChannel;
import static dev.sitemend.trigger.status.channel.ChannelFactsBuilder.aCurrentChannel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelStateTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                arguments(
                        "nothing was ever pushed",
                        aChannel(),
                        State.BEHIND,
                        "No builds yet.",
                        "The next push to main starts a build."),
                arguments(
                        "live is the head",
                        aCurrentChannel(),
                        State.CURRENT,
                        "#12 of aaaaaaa is live: the newest commit.",
                        "Nothing to do."),
                arguments(
                        "an audit is a note, not a state",
                        aCurrentChannel().withRunning(13, BuildMode.REBUILD, Cause.AUDIT, null),
                        State.CURRENT,
                        "#12 of aaaaaaa is live: the newest commit. Audit #13 is under way.",
                        "Nothing to do."),
                arguments(
                        "a push waits for a builder",
                        aCurrentChannel().withHead('b').withWaiting(Cause.PUSH, Duration.ofSeconds(12)),
                        State.BEHIND,
                        "1 request is queued, the oldest for 12 s.",
                        "Nothing to do: the next free builder takes it."),
                arguments(
                        "no builder comes",
                        aCurrentChannel()
                                .withHead('b')
                                .withWaiting(Cause.PUSH, Duration.ofSeconds(100))
                                .withWaiting(Cause.PUSH, Duration.ofSeconds(90)),
                        State.BEHIND,
                        "2 requests are queued, the oldest for 1 min 40 s.",
                        "No builder has taken it yet: see whether one is running, and what it builds."),
                arguments(
                        "a refresh runs",
                        aCurrentChannel().withHead('b').withRunning(13, BuildMode.REFRESH, Cause.PUSH, "generate"),
                        State.BUILDING,
                        "Refresh #13 is at step “generate”, usually 12 s.",
                        "Nothing to do; #12 stays live until it is done."),
                arguments(
                        "the first build has begun",
                        aChannel().withHead('a').withRunning(1, BuildMode.REBUILD, Cause.PUSH, null),
                        State.BUILDING,
                        "Clean rebuild #1 has begun, usually 50 s.",
                        "Nothing to do. It goes live when it is done."),
                arguments(
                        "a refresh failed a moment ago",
                        aCurrentChannel()
                                .withHead('b')
                                .withFailure(13, BuildMode.REFRESH, FailureClass.GENERATOR_FAILED, null),
                        State.HEALING,
                        "Refresh #13 failed: page.tmpl line 14. Sitemend asks for a clean rebuild.",
                        "Nothing to do; #12 stays live."),
                arguments(
                        "the healer has asked",
                        aCurrentChannel()
                                .withHead('b')
                                .withFailure(13, BuildMode.REFRESH, FailureClass.GENERATOR_FAILED, null)
                                .withDeadLetter(13, true)
                                .withWaiting(Cause.HEAL, Duration.ofSeconds(1)),
                        State.HEALING,
                        "Refresh #13 failed: page.tmpl line 14. A clean rebuild is queued.",
                        "Nothing to do; #12 stays live."),
                arguments(
                        "the clean rebuild runs",
                        aCurrentChannel()
                                .withHead('b')
                                .withFailure(13, BuildMode.REFRESH, FailureClass.SILENT, null)
                                .withDeadLetter(13, true)
                                .withRunning(14, BuildMode.REBUILD, Cause.HEAL, "generate"),
                        State.HEALING,
                        "Refresh #13 failed: page.tmpl line 14. Clean rebuild #14 is at step “generate”, usually 50 s.",
                        "Nothing to do; #12 stays live."),
                arguments(
                        "the clean rebuild failed too",
                        aCurrentChannel()
                                .withHead('b')
                                .withDeadLetter(13, true)
                                .withFailure(14, BuildMode.REBUILD, FailureClass.GENERATOR_FAILED, null)
                                .withQuarantine(14, FailureClass.GENERATOR_FAILED),
                        State.QUARANTINED,
                        "The clean rebuild #14 failed too: page.tmpl line 14.",
                        "Push a fix; #12 stays live."),
                arguments(
                        "a clean rebuild failed, and the publisher has not said so yet",
                        aChannel().withHead('b').withFailure(1, BuildMode.REBUILD, FailureClass.GENERATOR_FAILED, null),
                        State.QUARANTINED,
                        "Clean rebuild #1 failed: page.tmpl line 14.",
                        "Push a fix; nothing is live yet."),
                arguments(
                        "the settings are wrong",
                        aCurrentChannel()
                                .withHead('b')
                                .withFailure(13, BuildMode.REFRESH, FailureClass.CONFIGURATION, null),
                        State.QUARANTINED,
                        "The settings are wrong, says build #13: page.tmpl line 14.",
                        "Push a fix; #12 stays live."),
                arguments(
                        "a push ends a quarantine",
                        aCurrentChannel()
                                .withHead('c')
                                .withQuarantine(14, FailureClass.GENERATOR_FAILED)
                                .withRunning(15, BuildMode.REFRESH, Cause.PUSH, "checkout"),
                        State.BUILDING,
                        "Refresh #15 is at step “checkout”, usually 12 s.",
                        "Nothing to do; #12 stays live until it is done."),
                arguments(
                        "somebody discarded the dead letter",
                        aCurrentChannel()
                                .withHead('b')
                                .withFailure(13, BuildMode.REFRESH, FailureClass.TIMED_OUT, "grace"),
                        State.BEHIND,
                        "Refresh #13 failed: page.tmpl line 14. grace discarded its dead letter, so nothing mends it.",
                        "Push a fix, or ask for a clean rebuild (sitemend build garden@main --clean); #12 stays live."),
                arguments(
                        "publishing is locked for a while",
                        aCurrentChannel()
                                .withHead('b')
                                .withBuilt(13, 'b')
                                .withLock(Instant.parse("2026-03-14T18:00:00Z")),
                        State.LOCKED,
                        "Locked by grace until Sat 14 Mar 18:00 UTC: “price freeze”. Builds go on; #13 is ready.",
                        "Nothing to do: publishing goes on by itself then."),
                arguments(
                        "somebody rolled back",
                        aCurrentChannel().withLive(11, 'c').withRollbackTo(11),
                        State.LOCKED,
                        "linus rolled back to #11 on Fri 13 Mar 03:11 UTC: “wrong prices”. Builds go on; #12 is ready.",
                        "Nothing goes live before somebody unlocks the channel."),
                arguments(
                        "a success waits for the publisher",
                        aCurrentChannel().withHead('b').withBuilt(13, 'b'),
                        State.BEHIND,
                        "#13 is built and waits for the publisher.",
                        "Nothing to do; #12 stays live until then."),
                arguments(
                        "the publisher refused",
                        aCurrentChannel().withHead('b').withBuilt(13, 'b').withRefusal(13),
                        State.BEHIND,
                        "#13 was built, but not promoted: #13 is not above #12.",
                        "Ask for a build (sitemend build garden@main); #12 stays live."),
                arguments(
                        "nobody builds the newest commit",
                        aCurrentChannel().withHead('b'),
                        State.BEHIND,
                        "The newest commit bbbbbbb is not built; #12 of aaaaaaa is live.",
                        "Ask for a build (sitemend build garden@main)."),
                arguments(
                        "the branch is gone",
                        aChannel().withRetirement(),
                        State.CURRENT,
                        "The branch is gone; nothing of it is served any more.",
                        "Nothing to do. A push of the branch brings it back."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theStateFollowsFromTheFacts(String name, ChannelFactsBuilder facts, State state, String why, String next) {
        ChannelState found = ChannelState.of(facts.build(), NOW);

        assertThat(found.state()).isEqualTo(state);
        assertThat(found.why().replace('\u00a0', ' ')).isEqualTo(why);
        assertThat(found.next().replace('\u00a0', ' ')).isEqualTo(next);
    }
}
