package dev.sitemend.trigger.status;

import dev.sitemend.trigger.status.channel.ChannelFacts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says how far channels are behind. */
public final class Distances {
    private final CommitDistance commits;

    public Distances(CommitDistance commits) {
        this.commits = commits;
    }

    public Behind of(ChannelFacts facts, Instant now) {
        return facts.isHeadLive() ? new Behind(0L, Duration.ZERO) : new Behind(commits(facts), time(facts, now));
    }

    private @Nullable Long commits(ChannelFacts facts) {
        if (facts.head() == null || facts.live() == null) {
            return null;
        }

        return commits.between(
                        facts.channel().site(),
                        facts.live().revision(),
                        facts.head().revision())
                .orElse(null);
    }

    private static Duration time(ChannelFacts facts, Instant now) {
        Instant since = facts.unansweredSince();
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }
}
