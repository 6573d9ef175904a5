package dev.sitemend.publisher.promotion;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.messaging.trace.NoTraces;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.build.Claiming;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The site docs in a store, the builder that reports to it, and promoters over it. Time stands still unless moved. */
final class TestSite {
    static final SiteId SITE = new SiteId("docs");
    static final ChannelId MAIN = ChannelId.of("docs", "main");
    static final ChannelId PREVIEW = ChannelId.of("docs", "release-1");
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final DocumentSigner SIGNER = new DocumentSigner("a secret of the tests".getBytes(UTF_8));

    final TestClock clock = new TestClock();
    final List<Event> told = new CopyOnWriteArrayList<>();
    final List<ChannelLog> shown = new CopyOnWriteArrayList<>();
    private final ObjectStore store;
    private final AtomicLong tokens = new AtomicLong();

    TestSite(ObjectStore store) {
        this.store = store;
    }

    /** Registers docs with these previews. */
    TestSite registered(String... previews) {
        new Sites(store).append(settings(1, false, previews));
        return this;
    }

    SiteSettings settings(long seq, boolean removed, String... previews) {
        return new SiteSettings(
                SITE,
                seq,
                null,
                new BranchName("main"),
                List.of(),
                List.of(previews),
                null,
                false,
                SiteSettings.Visibility.PUBLIC,
                Map.of(),
                null,
                removed,
                NOON,
                "linus",
                token());
    }

    /** A promoter of a process of its own. */
    Promoter promoter() {
        return promoter(store);
    }

    /** A promoter that sees the store through another one. */
    Promoter promoter(ObjectStore seen) {
        return new Promoter(
                new Sites(seen),
                new Builds(seen, SIGNER),
                new LogWriter(new PublicationLog(seen), clock, this::token),
                new Announcements(shown::add, (event, _) -> told.add(event), clock),
                PublishingRules.standard(),
                new NoTraces(new SplittableRandom(1)),
                clock);
    }

    ChannelLog log(ChannelId channel) {
        return new PublicationLog(store).read(channel);
    }

    List<String> entries(ChannelId channel) {
        return log(channel).entries().stream().map(TestSite::describe).toList();
    }

    private static String describe(Generation generation) {
        return switch (generation.entry()) {
            case Generation.Promoted promoted -> "promoted " + promoted.build();
            case Generation.RolledBack back -> "rolled back to " + back.build();
            case Generation.Locked _ -> "locked";
            case Generation.Unlocked _ -> "unlocked";
            case Generation.Retired retired -> "retired by " + retired.build();
            case Generation.Collected collected -> "collected " + collected.builds();
        };
    }

    <E extends Event> List<E> told(Class<E> type) {
        List<E> found = new ArrayList<>();
        told.stream().filter(type::isInstance).map(type::cast).forEach(found::add);
        return found;
    }

    Report succeed(ChannelId channel) {
        return close(claim(channel, BuildMode.REFRESH, Cause.PUSH), success());
    }

    Report vanish(ChannelId channel) {
        return close(claim(channel, BuildMode.REFRESH, Cause.PUSH), new Outcome.BranchGone());
    }

    Claim claim(ChannelId channel, BuildMode mode, Cause cause) {
        Claiming claiming =
                new Builds(store, SIGNER).claim(channel.site(), number -> claimed(channel, number, mode, cause));
        return switch (claiming) {
            case Claiming.Claimed claimed -> claimed.claim();
            case Claiming.Unknown unknown -> throw unknown.cause();
        };
    }

    /** A claim of main that is in no store. */
    Claim claimed(long build, BuildMode mode, Cause cause) {
        return claimed(MAIN, new BuildNumber(build), mode, cause);
    }

    private Claim claimed(ChannelId channel, BuildNumber build, BuildMode mode, Cause cause) {
        return new Claim(
                build,
                channel,
                new RequestId("r" + build.value()),
                mode,
                cause,
                "linus",
                null,
                null,
                null,
                0,
                build.value(),
                build.value(),
                new BuilderId("b1"),
                NOON,
                token(),
                null);
    }

    Report close(Claim claim, Outcome outcome) {
        Report report = report(claim, outcome);
        new Builds(store, SIGNER).close(report);
        return report;
    }

    Report report(Claim claim, Outcome outcome) {
        return new Report(
                claim.number(),
                claim.channel(),
                claim.request(),
                claim.mode(),
                claim.cause(),
                claim.requester(),
                null,
                null,
                claim.partition(),
                claim.offset(),
                claim.endOffset(),
                outcome,
                List.of(),
                List.of(),
                null,
                claim.builder(),
                NOON,
                NOON.plusSeconds(9),
                token(),
                null);
    }

    static Outcome.Succeeded success() {
        return new Outcome.Succeeded(
                new Revision("c".repeat(40)),
                "ikiwiki",
                new Artifact(new Digest("a".repeat(64)), List.of(), 1, 1),
                Changes.NONE,
                List.of());
    }

    static Outcome.Failed failure(FailureClass failure) {
        return new Outcome.Failed(
                new Revision("c".repeat(40)), "ikiwiki", failure, "generate", "ikiwiki ended with 2", List.of());
    }

    static BuildSucceeded succeeded(ChannelId channel, BuildNumber build) {
        return new BuildSucceeded(
                channel,
                build,
                new RequestId("r"),
                BuildMode.REFRESH,
                Cause.PUSH,
                new Revision("c".repeat(40)),
                new Digest("a".repeat(64)),
                1,
                1,
                0,
                0,
                0,
                List.of(),
                NOON,
                NOON,
                null);
    }

    static BuildSucceeded succeeded(Report report) {
        return succeeded(report.channel(), report.number());
    }

    static BuildFailed failed(Report report) {
        return new BuildFailed(
                report.channel(),
                report.number(),
                report.request(),
                report.mode(),
                report.cause(),
                null,
                FailureClass.INTERNAL,
                "generate",
                "the report says more",
                NOON,
                NOON,
                null);
    }

    static BranchVanished vanished(Report report) {
        return new BranchVanished(report.channel(), report.number(), report.request(), NOON);
    }

    WriterToken token() {
        return new WriterToken("t" + tokens.incrementAndGet());
    }

    static final class TestClock extends Clock {
        private Instant now = NOON;

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
