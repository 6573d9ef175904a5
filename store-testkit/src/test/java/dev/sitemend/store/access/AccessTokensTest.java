package dev.sitemend.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.TokenRevocation;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.store.Creation;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final AccessTokens tokens = new AccessTokens(new InMemoryObjectStore());

    @Test
    void aTokenIsGoodUntilItExpiresOrIsRevoked() {
        tokens.create(token("t1"));
        tokens.create(token("t2"));

        assertThat(tokens.find("t1").orElseThrow().isGoodAt(NOW)).isTrue();
        assertThat(tokens.find("t1").orElseThrow().isGoodAt(NOW.plusSeconds(60)))
                .isFalse();
        assertThat(tokens.revoke(new TokenRevocation("t1", NOW, "anna", new WriterToken("w9"))))
                .isInstanceOf(Creation.Won.class);
        assertThat(tokens.find("t1").orElseThrow().isGoodAt(NOW)).isFalse();
        assertThat(tokens.find("t3")).isEmpty();
        assertThat(tokens.all()).extracting(held -> held.token().id()).containsExactly("t1", "t2");
    }

    private static AccessToken token(String id) {
        return new AccessToken(
                id,
                new Digest("0".repeat(64)),
                Role.WRITER,
                null,
                NOW.plusSeconds(60),
                NOW,
                "anna",
                new WriterToken("w-" + id));
    }
}
