package dev.sitemend.trigger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.store.access.AccessTokens;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.trigger.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final SiteId GARDEN = new SiteId("garden");

    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    private final Tokens tokens = tokens(new InMemoryObjectStore());

    @Test
    void aTokenIsItsHoldersRoleUntilItExpires() {
        IssuedToken issued = tokens.issue(Role.WRITER, GARDEN, now.plusSeconds(60), "grace");

        Caller caller = tokens.holding(issued.text()).orElseThrow();
        assertThat(caller.may(Role.WRITER, GARDEN)).isTrue();
        assertThat(caller.may(Role.OPERATOR, GARDEN)).isFalse();
        assertThat(caller.may(Role.WRITER, new SiteId("other"))).isFalse();
        assertThat(caller.mayEverywhere(Role.VIEWER)).isFalse();
        now = now.plusSeconds(60);
        assertThat(tokens.holding(issued.text())).isEmpty();
    }

    @Test
    void theTextOfATokenIsNowhereInWhatIsKept() {
        IssuedToken issued = tokens.issue(Role.ADMIN, null, null, "grace");

        assertThat(issued.toString()).doesNotContain(issued.text());
        assertThat(tokens.valid().toString()).doesNotContain(issued.text().substring(4));
    }

    @Test
    void whatIsNoTokenIsNobody() {
        assertThat(tokens.holding("")).isEmpty();
        assertThat(tokens.holding("smt_")).isEmpty();
        assertThat(tokens.holding("hunter2")).isEmpty();
    }

    @Test
    void anEndInThePastIsRefused() {
        assertThatThrownBy(() -> tokens.issue(Role.ADMIN, null, now, "grace"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("that is past");
    }

    @Test
    void aStoreThatLostItsTokensLearnsTheAdministratorsAgain(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("data/admin-token");
        new AdminTokenFile(file, tokens).ensure();
        String text = Files.readString(file).strip();
        assertThat(tokens.holding(text)).isPresent();

        Tokens afterLoss = tokens(new InMemoryObjectStore());
        new AdminTokenFile(file, afterLoss).ensure();

        assertThat(Files.readString(file).strip()).isEqualTo(text);
        assertThat(afterLoss.holding(text).orElseThrow().mayEverywhere(Role.ADMIN))
                .isTrue();
    }

    @Test
    void aRevokedAdministratorsTokenStaysRevoked(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("admin-token");
        new AdminTokenFile(file, tokens).ensure();
        tokens.revoke(tokens.valid().getFirst(), "grace");

        new AdminTokenFile(file, tokens).ensure();

        assertThat(tokens.holding(Files.readString(file).strip())).isEmpty();
    }

    @Test
    void aTokenComesAsBearerOrAsPassword() {
        assertThat(Credentials.token("Bearer smt_x")).contains("smt_x");
        assertThat(Credentials.token("bearer  smt_x ")).contains("smt_x");
        assertThat(Credentials.token("Basic Z2l0OnNtdF94")).contains("smt_x");
        assertThat(Credentials.token("Basic !")).isEqualTo(Optional.empty());
        assertThat(Credentials.token("Digest x")).isEqualTo(Optional.empty());
    }

    private Tokens tokens(InMemoryObjectStore store) {
        Clock fake = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        Random random = new Random(1);
        return new Tokens(new AccessTokens(store), fake, random, () -> new WriterToken("w" + random.nextInt(1 << 30)));
    }
}
