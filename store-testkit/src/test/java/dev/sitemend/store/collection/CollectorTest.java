package dev.sitemend.store.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.PackReference;
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
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.heal.HealMarks;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packs are stood for by objects of one byte: whoever collects only lists them. */
final class CollectorTest {
    private static final SiteId SITE = new SiteId("docs");
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final ChannelId DRAFT = ChannelId.of("docs", "draft");
    private static final DocumentSigner SIGNER = signer("the secret of this test");

    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final ObjectStore store = new InMemoryObjectStore(clock);
    private int tokens;

    @BeforeEach
    void registerTheSite() {
        new Sites(store)
                .append(new SiteSettings(
                        SITE,
                        1,
                        null,
                        new BranchName("main"),
                        List.of(),
                        List.of("*"),
                        null,
                        false,
                        SiteSettings.Visibility.PUBLIC,
                        Map.of(),
                        null,
                        false,
                        now,
                        "ada",
                        token()));
    }

    @Test
    void anOldPackGoesWithTheLastThatNeedsIt() {
        for (int build = 1; build <= 12; build++) {
            publish(build(MAIN, build, null), build == 1 ? 1 : build - 1, build);
        }
        now = now.plus(Duration.ofDays(10));

        SiteCollection found = collector(SIGNER, CollectionRules.ALL).collect(SITE, now);

        // Ten builds stay, 3 to 12; and 3 is made of pack 2, too.
        assertThat(found.isComplete()).isTrue();
        assertThat(packs()).doesNotContain(1).contains(2, 3, 12).hasSize(11);
        assertThat(log(MAIN).collected()).containsExactly(new BuildNumber(1), new BuildNumber(2));
        assertThat(collector(SIGNER, CollectionRules.ALL).collect(SITE, now).deleted())
                .isZero();
    }

    @Test
    void aLookChangesNothing() {
        publish(build(DRAFT, 1, null), 1);
        retire(DRAFT, 2);
        now = now.plus(Duration.ofDays(10));

        SiteCollection found = collector(SIGNER, CollectionRules.ALL).look(SITE, now);

        assertThat(found.sweep().goes()).extracting(Garbage::kind).contains(Kind.PACK);
        assertThat(packs()).containsExactly(1);
        assertThat(log(DRAFT).collected()).isEmpty();
    }

    @Test
    void aClaimThatCameWhileItWasSaidWhatGoesKeepsItsBase() {
        assertThat(packsAfterAClaimBetweenSayingAndDeleting(CollectionRules.ALL))
                .containsExactly(1);
        setUpAgain();
        assertThat(packsAfterAClaimBetweenSayingAndDeleting(CollectionRules.without(CollectionRule.READ_CLAIMS_AGAIN)))
                .as("and without reading the claims again it would not")
                .isEmpty();
    }

    /** The branch was gone for long, and is pushed again this moment: its builder saw the log before the entry. */
    private List<Integer> packsAfterAClaimBetweenSayingAndDeleting(CollectionRules rules) {
        publish(build(DRAFT, 1, null), 1);
        retire(DRAFT, 2);
        now = now.plus(Duration.ofDays(10));
        CollectionListener claiming = new CollectionListener() {
            @Override
            public void collected(Generation entry) {
                build(DRAFT, 3, new BuildNumber(1));
            }

            @Override
            public void abandoned(Claim claim, Report report) {
                throw new AssertionError("Nothing is open for long");
            }

            @Override
            public void deleted(Garbage garbage) {
                // What is gone is seen in the store.
            }
        };
        collector(SIGNER, rules, claiming).collect(SITE, now);
        return packs();
    }

    private void setUpAgain() {
        Listing.all(store, "sites/").forEach(object -> store.delete(object.key()));
        registerTheSite();
    }

    @Test
    void aPackThatIsYoungerThanAnOpenClaimStays() {
        build(MAIN, 1, null);
        pack(7);
        now = now.plus(Duration.ofHours(20));
        collector(SIGNER, CollectionRules.ALL).collect(SITE, now);
        assertThat(packs()).containsExactly(7);

        // A day later nobody builds it any more: it is closed, and the next look finds the pack.
        now = now.plus(Duration.ofHours(20));
        assertThat(collector(SIGNER, CollectionRules.ALL).collect(SITE, now).dead())
                .containsExactly(new BuildNumber(1));
        collector(SIGNER, CollectionRules.ALL).collect(SITE, now);
        assertThat(packs()).isEmpty();
    }

    @Test
    void aCollectorWithTheWrongSecretDeletesNothingThatIsNamed() {
        succeed(build(MAIN, 1, null), 1);
        now = now.plus(Duration.ofDays(10));

        collector(signer("another secret altogether"), CollectionRules.ALL).collect(SITE, now);

        assertThat(packs()).containsExactly(1);
    }

    @Test
    void theJournalAndItsHealMarksGoTogetherWhenTheirTimeIsOver() {
        HealMarks marks = new HealMarks(store);
        Revision revision = new Revision("a".repeat(40));
        for (int build = 1; build <= 103; build++) {
            close(
                    build(MAIN, build, null),
                    new Outcome.Failed(
                            revision, "f", FailureClass.GENERATOR_FAILED, "generate", "It broke", List.of()));
        }
        marks.mark(new HealMark(MAIN, revision, "f", 1, new BuildNumber(2), now, token()));
        now = now.plus(Duration.ofDays(399));
        collector(SIGNER, CollectionRules.ALL).collect(SITE, now);
        assertThat(marks.attempts(MAIN, revision, "f")).hasSize(1);
        assertThat(new Builds(store, SIGNER).numbers(SITE)).hasSize(103);

        now = now.plus(Duration.ofDays(2));
        SiteCollection found = collector(SIGNER, CollectionRules.ALL).collect(SITE, now);

        // The site's newest 100 stay.
        assertThat(new Builds(store, SIGNER).numbers(SITE)).hasSize(100).startsWith(new BuildNumber(4));
        assertThat(marks.attempts(MAIN, revision, "f")).isEmpty();
        assertThat(found.sweep().goes()).extracting(Garbage::kind).contains(Kind.HEAL_MARK, Kind.CLAIM, Kind.REPORT);
    }

    private Collector collector(DocumentSigner signer, CollectionRules rules) {
        return collector(signer, rules, CollectionListener.NOBODY);
    }

    private Collector collector(DocumentSigner signer, CollectionRules rules, CollectionListener listener) {
        return new Collector(
                new Collector.Shelves(store, new Sites(store), new Builds(store, signer), new PublicationLog(store)),
                new Collector.Self(new BuilderId("collector"), clock, this::token),
                Terms.DEFAULT,
                listener,
                rules);
    }

    private Claim build(ChannelId channel, int number, @Nullable BuildNumber base) {
        Claim claim = new Claim(
                new BuildNumber(number),
                channel,
                new RequestId("r" + number),
                BuildMode.REFRESH,
                Cause.PUSH,
                "ada",
                null,
                base,
                null,
                0,
                0,
                1,
                new BuilderId("builder"),
                now,
                token(),
                null);
        new Builds(store, SIGNER).claim(SITE, _ -> claim);
        return claim;
    }

    private void publish(Claim claim, int... packs) {
        append(
                claim.channel(),
                new Generation.Promoted(claim.number(), new Revision("a".repeat(40)), succeed(claim, packs)));
    }

    private Artifact succeed(Claim claim, int... packs) {
        List<PackReference> references =
                Arrays.stream(packs).distinct().mapToObj(this::pack).toList();
        Artifact artifact = new Artifact(digest(99), references, 1, 1);
        Outcome success = new Outcome.Succeeded(new Revision("a".repeat(40)), "f", artifact, Changes.NONE, List.of());
        close(claim, success);
        return artifact;
    }

    private void retire(ChannelId channel, int number) {
        Claim claim = build(channel, number, null);
        close(claim, new Outcome.BranchGone());
        append(channel, new Generation.Retired(claim.number()));
    }

    private void close(Claim claim, Outcome outcome) {
        new Builds(store, SIGNER)
                .close(new Report(
                        claim.number(),
                        claim.channel(),
                        claim.request(),
                        claim.mode(),
                        claim.cause(),
                        claim.requester(),
                        claim.base(),
                        null,
                        0,
                        0,
                        1,
                        outcome,
                        List.of(),
                        List.of(),
                        null,
                        claim.builder(),
                        now,
                        now,
                        token(),
                        null));
    }

    private void append(ChannelId channel, Generation.Entry entry) {
        new PublicationLog(store)
                .append(new Generation(log(channel).next(), channel, entry, now, "publisher", token()));
    }

    private ChannelLog log(ChannelId channel) {
        return new PublicationLog(store).read(channel);
    }

    private PackReference pack(int number) {
        store.put(Keys.pack(SITE, digest(number)), Content.of(new byte[] {1}));
        return new PackReference(digest(number), 1, 0, 0);
    }

    private List<Integer> packs() {
        return Listing.all(store, Keys.packs(SITE)).stream()
                .map(object -> Integer.parseInt(object.key().name().substring(0, 64)))
                .toList();
    }

    private static Digest digest(int number) {
        return new Digest("%064d".formatted(number));
    }

    private WriterToken token() {
        return new WriterToken("w" + ++tokens);
    }

    private static DocumentSigner signer(String secret) {
        return new DocumentSigner(secret.getBytes(StandardCharsets.UTF_8));
    }
}
