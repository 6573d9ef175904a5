package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An operator rolls back, locks and unlocks; builds go on. */
@ExtendWith(SharedSitemend.class)
final class PublishingByHandTest {
    @TempDir
    private Path directory;

    @Test
    void aRollbackShowsTheOldPagesAtOnceAndHoldsUntilSomebodyUnlocks(Sitemend sitemend) {
        Author ada = sitemend.newSite("rollback", directory);
        publish(sitemend, "rollback", ada, "one");
        publish(sitemend, "rollback", ada, "two");

        JsonNode done = command(sitemend, "rollback", "rollback", Map.of("reason", "two is ugly"));

        assertThat(done.path("build").asLong()).isEqualTo(1);
        assertThat(sitemend.visitor().read("rollback", "/")).isEqualTo("200 one");

        ada.write("index.html", "three");
        Revision third = ada.commit("three");
        assertThat(ada.push("-o", "nowait").status()).isZero();
        await("the third build waits behind the lock")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .untilAsserted(() -> assertThat(sitemend.api()
                                .build("rollback", 3)
                                .path("state")
                                .asString())
                        .isEqualTo("succeeded"));
        assertThat(sitemend.visitor().read("rollback", "/")).isEqualTo("200 one");

        command(sitemend, "rollback", "unlock", Map.of("reason", "three is fine"));

        sitemend.aftermath("rollback").isLive(third);
        assertThat(sitemend.api().generations("rollback", "main"))
                .extracting(entry -> entry.path("kind").asString() + " "
                        + entry.path("reason").asString(""))
                .containsExactly(
                        "promoted ", "unlocked three is fine", "rolled-back two is ugly", "promoted ", "promoted ");
    }

    @Test
    void ofTwoOperatorsOneWinsAndTheOtherIsTold(Sitemend sitemend) {
        Author ada = sitemend.newSite("twohands", directory);
        publish(sitemend, "twohands", ada, "one");
        publish(sitemend, "twohands", ada, "two");
        command(sitemend, "twohands", "lock", Map.of("reason", "release day", "seen", 2));

        assertThatThrownBy(() -> command(sitemend, "twohands", "rollback", Map.of("reason", "ugly", "seen", 2)))
                .hasMessageContaining("409")
                .hasMessageContaining("Cannot roll twohands@main back: ")
                .hasMessageContaining("locked it at")
                .hasMessageContaining("Nothing of yours was done.");
        assertThat(sitemend.visitor().read("twohands", "/")).isEqualTo("200 two");

        JsonNode done = command(sitemend, "twohands", "rollback", Map.of("reason", "ugly", "seen", 3, "to", 1));
        assertThat(done.path("generation").asLong()).isEqualTo(4);
        assertThat(sitemend.visitor().read("twohands", "/")).isEqualTo("200 one");
    }

    @Test
    void whatCanNotBeDoneIsRefusedInWords(Sitemend sitemend) {
        Author ada = sitemend.newSite("refusals", directory);
        publish(sitemend, "refusals", ada, "one");

        assertRefused(sitemend, "rollback", Map.of("reason", "why"), "nothing older than build #1 was ever live");
        assertRefused(sitemend, "rollback", Map.of("reason", "why", "to", 7), "build #7: it was never live");
        assertRefused(sitemend, "unlock", Map.of(), "Cannot unlock refusals@main: it is not locked");
        assertRefused(sitemend, "lock", Map.of(), "Say why: “reason” is missing.");
        assertRefused(sitemend, "lock", Map.of("reason", "x", "until", "soon"), "Cannot read 'soon' as an end");
        assertThat(sitemend.visitor().read("refusals", "/")).isEqualTo("200 one");
    }

    private static void publish(Sitemend sitemend, String site, Author author, String text) {
        author.write("index.html", text);
        Revision revision = author.commit(text);
        assertThat(author.push().status()).isZero();
        sitemend.aftermath(site).isLive(revision);
    }

    private static void assertRefused(Sitemend sitemend, String deed, Map<String, ?> body, String reason) {
        assertThatThrownBy(() -> command(sitemend, "refusals", deed, body)).hasMessageContaining(reason);
    }

    private static JsonNode command(Sitemend sitemend, String site, String deed, Map<String, ?> body) {
        return sitemend.api().post("/api/v1/sites/" + site + "/" + deed, body);
    }
}
