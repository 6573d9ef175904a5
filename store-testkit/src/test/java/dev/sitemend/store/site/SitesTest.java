package dev.sitemend.store.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.Creation;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SitesTest {
    private static final SiteId GARDEN = new SiteId("garden");
    private static final SiteId MEADOW = new SiteId("meadow");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Sites sites = new Sites(store);

    @Test
    void theHighestVersionCountsWhoeverWroteIt() {
        assertThat(sites.current(GARDEN)).isEmpty();
        assertThat(sites.append(settings(GARDEN, 1, "main"))).isInstanceOf(Creation.Won.class);
        assertThat(sites.current(GARDEN).orElseThrow().branch()).isEqualTo(new BranchName("main"));

        assertThat(new Sites(store).append(settings(GARDEN, 2, "trunk"))).isInstanceOf(Creation.Won.class);

        assertThat(sites.current(GARDEN).orElseThrow().branch()).isEqualTo(new BranchName("trunk"));
        assertThat(sites.append(settings(GARDEN, 2, "lost"))).isInstanceOf(Creation.Lost.class);
    }

    @Test
    void allSitesAreNamed() {
        sites.append(settings(MEADOW, 1, "main"));
        sites.append(settings(GARDEN, 1, "main"));
        sites.append(settings(GARDEN, 2, "main"));

        assertThat(sites.all()).containsExactly(GARDEN, MEADOW);
    }

    @Test
    void aSecretOpensOnlyWhereItWasSealed() {
        SecretBox box = box("0123456789abcdef");
        String sealed = box.seal(GARDEN, "webhook", "hush 🌱");

        assertThat(box.open(GARDEN, "webhook", sealed)).isEqualTo("hush 🌱");
        assertThat(sealed).doesNotContain("hush").isNotEqualTo(box.seal(GARDEN, "webhook", "hush 🌱"));
        assertRefused(() -> box.open(MEADOW, "webhook", sealed));
        assertRefused(() -> box.open(GARDEN, "password", sealed));
        assertRefused(() -> box("fedcba9876543210").open(GARDEN, "webhook", sealed));
        assertRefused(() -> box.open(GARDEN, "webhook", sealed.substring(0, sealed.length() - 2)));
        assertRefused(() -> box.open(GARDEN, "webhook", "v1."));
        assertThatThrownBy(() -> box.open(GARDEN, "webhook", "plain"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown shape");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encrypted with another sitemend.secret, or was changed");
    }

    private static SecretBox box(String secret) {
        return new SecretBox(secret.getBytes(StandardCharsets.UTF_8), new SecureRandom());
    }

    private static SiteSettings settings(SiteId site, long seq, String branch) {
        return new SiteSettings(
                site,
                seq,
                null,
                new BranchName(branch),
                List.of(),
                List.of("*"),
                null,
                false,
                SiteSettings.Visibility.PUBLIC,
                Map.of(),
                null,
                false,
                Instant.parse("2026-03-01T12:00:00Z"),
                "anna",
                new WriterToken(UUID.randomUUID().toString()));
    }
}
