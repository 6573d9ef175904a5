package dev.sitemend.publisher.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.collection.CollectionListener;
import dev.sitemend.store.collection.CollectionRules;
import dev.sitemend.store.collection.Collector;
import dev.sitemend.store.collection.Leftovers;
import dev.sitemend.store.collection.StoreClock;
import dev.sitemend.store.collection.Terms;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CollectionRoundsTest {
    private static final SiteId FIRST = new SiteId("first");
    private static final SiteId SECOND = new SiteId("second");

    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final ObjectStore store = new InMemoryObjectStore(clock);
    private int tokens;

    @Test
    void aSiteThatCanNotBeReadHoldsUpNoOther() {
        register(FIRST);
        register(SECOND);
        orphans(FIRST, 1);
        orphans(SECOND, 1);
        store.put(
                Keys.generation(new ChannelId(FIRST, new BranchName("main")), new GenerationNumber(1)),
                Content.of(new byte[] {'x'}));

        assertThat(rounds(100).round()).isTrue();

        assertThat(packs(FIRST)).isEqualTo(1);
        assertThat(packs(SECOND)).isZero();
    }

    @Test
    void whatOneRoundLeavesTheNextOneTakesSoon() {
        register(FIRST);
        orphans(FIRST, 3);
        CollectionRounds rounds = rounds(2);

        assertThat(rounds.round()).isFalse();
        assertThat(packs(FIRST)).isEqualTo(1);
        assertThat(rounds.round()).isTrue();
        assertThat(packs(FIRST)).isZero();
    }

    @Test
    void aProbeThatACrashLeftGoesToo() {
        store.put(Keys.probe("left"), Content.of(new byte[] {'?'}));
        now = now.plus(Duration.ofHours(2));

        rounds(100).round();

        assertThat(Listing.all(store, Keys.probes())).isEmpty();
    }

    private CollectionRounds rounds(int mostDeletions) {
        Terms terms =
                new Terms(Terms.DEFAULT.defaults(), Terms.DEFAULT.grace(), Terms.DEFAULT.deadAfter(), mostDeletions);
        DocumentSigner signer = new DocumentSigner("the secret of this test".getBytes(StandardCharsets.UTF_8));
        Collector collector = new Collector(
                new Collector.Shelves(store, new Sites(store), new Builds(store, signer), new PublicationLog(store)),
                new Collector.Self(new BuilderId("publisher"), clock, this::token),
                terms,
                CollectionListener.NOBODY,
                CollectionRules.ALL);
        return new CollectionRounds(
                new Sites(store),
                collector,
                new Leftovers(store, terms, CollectionListener.NOBODY),
                new StoreClock(store, () -> "p" + ++tokens),
                Duration.ofMinutes(15),
                _ -> {});
    }

    private void register(SiteId site) {
        new Sites(store)
                .append(new SiteSettings(
                        site,
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

    /** Packs that nobody names, of long ago. */
    private void orphans(SiteId site, int count) {
        for (int i = 1; i <= count; i++) {
            store.put(Keys.pack(site, new Digest("%064d".formatted(i))), Content.of(new byte[] {1}));
        }
        now = now.plus(Duration.ofDays(10));
    }

    private int packs(SiteId site) {
        return Listing.all(store, Keys.packs(site)).size();
    }

    private WriterToken token() {
        return new WriterToken("w" + ++tokens);
    }
}
