package dev.sitemend.trigger.api;

import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.channel.ChannelState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel in JSON. */
public record ChannelView(
        String site,
        String branch,
        String state,
        String why,
        String next,
        @Nullable String head,
        @Nullable Built built,
        @Nullable Live live,
        String url,
        @Nullable Long lagCommits,
        long lagSeconds,
        int queued,
        @Nullable Building building) {
    public record Built(long build, String revision) {}

    public record Live(long generation, long build, String revision, Instant promotedAt) {
        static @Nullable Live of(ChannelFacts.@Nullable Live live) {
            return live == null
                    ? null
                    : new Live(
                            live.generation().value(),
                            live.build().value(),
                            live.revision().value(),
                            live.promotedAt());
        }
    }

    public record Building(
            long build,
            BuildMode mode,
            @Nullable String step,
            Instant startedAt,
            @Nullable Duration usually) {}

    static ChannelView of(ChannelFacts facts, ChannelState state, String url, Lag lag) {
        return new ChannelView(
                facts.channel().site().value(),
                facts.channel().branch().value(),
                state.state().word(),
                state.why(),
                state.next(),
                facts.head() == null ? null : facts.head().revision().value(),
                facts.built() == null
                        ? null
                        : new Built(
                                facts.built().build().value(),
                                facts.built().revision().value()),
                Live.of(facts.live()),
                url,
                lag.commits(),
                lag.seconds(),
                facts.waiting().size(),
                building(facts));
    }

    private static @Nullable Building building(ChannelFacts facts) {
        if (facts.publishing().isEmpty()) {
            return null;
        }

        ChannelFacts.Running build = facts.publishing().getLast();
        return new Building(
                build.build().value(),
                build.mode(),
                build.step(),
                build.startedAt(),
                facts.usual(build.mode()).orElse(null));
    }

    /**
     * How far what is live is behind.
     *
     * @param commits absent where Sitemend has not got the repository at hand
     */
    public record Lag(@Nullable Long commits, long seconds) {}
}
