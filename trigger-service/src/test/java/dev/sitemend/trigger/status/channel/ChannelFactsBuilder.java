package dev.sitemend.trigger.status.channel;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of one channel; a test states only what it is about. */
public final class ChannelFactsBuilder {
    public static final Instant NOW = Instant.parse("2026-03-13T03:12:00Z");

    private ChannelFacts.@Nullable Head head;
    private ChannelFacts.@Nullable Built built;
    private ChannelFacts.@Nullable Live live;
    private boolean retired;
    private ChannelFacts.@Nullable Hold hold;
    private final List<ChannelFacts.Running> running = new ArrayList<>();
    private final List<ChannelFacts.Waiting> waiting = new ArrayList<>();
    private ChannelFacts.@Nullable Failure failure;
    private ChannelFacts.@Nullable Quarantine quarantine;
    private ChannelFacts.@Nullable OpenDeadLetter deadLetter;
    private ChannelFacts.@Nullable Refusal refusal;

    public static ChannelFactsBuilder aChannel() {
        return new ChannelFactsBuilder();
    }

    /** A channel whose build of revision {@code a} is built and live. */
    public static ChannelFactsBuilder aCurrentChannel() {
        return aChannel().withHead('a').withBuilt(12, 'a').withLive(12, 'a');
    }

    public static Revision revision(char digit) {
        return new Revision(Character.toString(digit).repeat(40));
    }

    public ChannelFactsBuilder withHead(char revision) {
        head = new ChannelFacts.Head(revision(revision), NOW.minusSeconds(300), "push");
        return this;
    }

    public ChannelFactsBuilder withBuilt(long build, char revision) {
        built = new ChannelFacts.Built(
                new BuildNumber(build), revision(revision), BuildMode.REFRESH, NOW.minusSeconds(200));
        return this;
    }

    public ChannelFactsBuilder withLive(long build, char revision) {
        live = new ChannelFacts.Live(
                new GenerationNumber(5),
                new BuildNumber(build),
                revision(revision),
                NOW.minusSeconds(190),
                "publisher");
        return this;
    }

    public ChannelFactsBuilder withRetirement() {
        retired = true;
        return this;
    }

    public ChannelFactsBuilder withLock(@Nullable Instant until) {
        hold = new ChannelFacts.Hold("grace", "price freeze", until, null, NOW.minusSeconds(60));
        return this;
    }

    public ChannelFactsBuilder withRollbackTo(long build) {
        hold = new ChannelFacts.Hold("linus", "wrong prices", null, new BuildNumber(build), NOW.minusSeconds(60));
        return this;
    }

    public ChannelFactsBuilder withRunning(long build, BuildMode mode, Cause cause, @Nullable String step) {
        running.add(new ChannelFacts.Running(
                new BuildNumber(build),
                mode,
                cause,
                new RequestId("r" + build),
                cause == Cause.HEAL ? new BuildNumber(build - 1) : null,
                step,
                NOW.minusSeconds(5)));
        return this;
    }

    public ChannelFactsBuilder withWaiting(Cause cause, Duration since) {
        waiting.add(new ChannelFacts.Waiting(
                new RequestId("w" + waiting.size()), cause, BuildMode.REFRESH, null, NOW.minus(since)));
        return this;
    }

    public ChannelFactsBuilder withFailure(
            long build, BuildMode mode, FailureClass failureClass, @Nullable String discardedBy) {
        failure = new ChannelFacts.Failure(
                new BuildNumber(build),
                mode,
                revision('b'),
                failureClass,
                "page.tmpl line 14",
                NOW.minusSeconds(30),
                discardedBy);
        return this;
    }

    public ChannelFactsBuilder withQuarantine(long build, FailureClass failureClass) {
        quarantine = new ChannelFacts.Quarantine(
                new BuildNumber(build), revision('b'), failureClass, "page.tmpl line 14", NOW.minusSeconds(20));
        return this;
    }

    public ChannelFactsBuilder withDeadLetter(long build, boolean healing) {
        deadLetter = new ChannelFacts.OpenDeadLetter(
                new DeadLetterId("garden-" + build),
                new BuildNumber(build),
                "page.tmpl line 14",
                NOW.minusSeconds(25),
                healing);
        return this;
    }

    public ChannelFactsBuilder withRefusal(long build) {
        refusal = new ChannelFacts.Refusal(
                new BuildNumber(build), "#" + build + " is not above #12", NOW.minusSeconds(20));
        return this;
    }

    public ChannelFacts build() {
        return new ChannelFacts(
                ChannelId.of("garden", "main"),
                head,
                built,
                live,
                retired,
                hold,
                running,
                waiting,
                failure,
                quarantine,
                deadLetter,
                refusal,
                null,
                Duration.ofSeconds(12),
                Duration.ofSeconds(50));
    }
}
