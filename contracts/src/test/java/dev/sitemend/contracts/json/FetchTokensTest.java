package dev.sitemend.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.SiteId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FetchTokensTest {
    private static final SiteId GARDEN = new SiteId("garden");
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final FetchTokens tokens = tokens("sixteen bytes ok");

    @Test
    void aTokenIsGoodForItsSiteUntilItExpires() {
        String token = tokens.issue(GARDEN, NOON, Duration.ofMinutes(10));

        assertThat(token).startsWith("b1.garden.");
        assertThat(tokens.verify(token, GARDEN, NOON)).isTrue();
        assertThat(tokens.verify(token, GARDEN, NOON.plusSeconds(599))).isTrue();
        assertThat(tokens.verify(token, GARDEN, NOON.plusSeconds(600))).isFalse();
        assertThat(tokens.verify(token, new SiteId("garden-2"), NOON)).isFalse();
    }

    @Test
    void aTokenWithAnotherExpiryOrSiteIsNotOurs() {
        String token = tokens.issue(GARDEN, NOON, Duration.ofMinutes(10));
        String hmac = token.substring(token.lastIndexOf('.'));

        assertThat(tokens.verify("b1.garden.99999999999" + hmac, GARDEN, NOON)).isFalse();
        assertThat(tokens.verify(token.replace("garden", "gerden"), new SiteId("gerden"), NOON))
                .isFalse();
    }

    @Test
    void aTokenOfAnotherInstallationIsNotOurs() {
        String theirs = tokens("another sixteen bytes").issue(GARDEN, NOON, Duration.ofMinutes(10));

        assertThat(tokens.verify(theirs, GARDEN, NOON)).isFalse();
    }

    @Test
    void whatIsNoTokenIsNotOurs() {
        assertThat(tokens.verify("", GARDEN, NOON)).isFalse();
        assertThat(tokens.verify("b1.garden.x.y", GARDEN, NOON)).isFalse();
        assertThat(tokens.verify("smt_0123456789", GARDEN, NOON)).isFalse();
    }

    private static FetchTokens tokens(String secret) {
        return new FetchTokens(new DocumentSigner(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
