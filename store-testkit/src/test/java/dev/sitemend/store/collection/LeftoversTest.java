package dev.sitemend.store.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.TokenRevocation;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.access.AccessTokens;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LeftoversTest {
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final ObjectStore store = new InMemoryObjectStore(clock);
    private final AccessTokens tokens = new AccessTokens(store);

    @Test
    void aProbeOfACrashGoesAfterTheGraceAndOneUnderWayStays() {
        store.put(Keys.probe("old"), Content.of(new byte[] {'?'}));
        now = now.plus(Duration.ofHours(2));
        store.put(Keys.probe("young"), Content.of(new byte[] {'?'}));

        assertThat(goes()).containsExactly(Keys.probe("old"));
        assertThat(left(Keys.probes())).containsExactly(Keys.probe("young"));
    }

    @Test
    void aTokenGoesLongAfterItWasWorthNothingAndItsRevocationGoesLast() {
        token("good", null);
        token("revoked", null);
        token("run-out", now.plus(Duration.ofDays(1)));
        tokens.revoke(new TokenRevocation("revoked", now, "ada", new WriterToken("r")));
        now = now.plus(Duration.ofDays(300));
        assertThat(goes()).isEmpty();

        now = now.plus(Duration.ofDays(200));

        assertThat(goes())
                .containsExactly(
                        Keys.accessCreated("revoked"), Keys.accessRevoked("revoked"), Keys.accessCreated("run-out"));
        assertThat(left(Keys.access())).containsExactly(Keys.accessCreated("good"));
    }

    @Test
    void aRevocationWithoutItsTokenIsWhatACrashLeft() {
        token("revoked", null);
        tokens.revoke(new TokenRevocation("revoked", now, "ada", new WriterToken("r")));
        store.delete(Keys.accessCreated("revoked"));
        now = now.plus(Duration.ofDays(500));

        assertThat(goes()).containsExactly(Keys.accessRevoked("revoked"));
    }

    private void token(String id, @Nullable Instant expires) {
        tokens.create(new AccessToken(
                id, new Digest("0".repeat(64)), Role.WRITER, null, expires, now, "ada", new WriterToken("w" + id)));
    }

    private List<ObjectKey> goes() {
        return new Leftovers(store, Terms.DEFAULT, CollectionListener.NOBODY)
                .collect(now).goes().stream()
                        .map(garbage -> garbage.object().key())
                        .toList();
    }

    private List<ObjectKey> left(String prefix) {
        return Listing.all(store, prefix).stream().map(object -> object.key()).toList();
    }
}
