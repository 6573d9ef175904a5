package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator has builds of the past done again. */
@ExtendWith(SharedSitemend.class)
final class ReplayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void ofManyRequestsTheNewestIsBuiltAgainAndTheSiteLooksTheSame(Sitemend sitemend) {
        Author ada = sitemend.newSite("again", directory);
        CommandSite.write(ada, "", "");
        ada.commit("Start");
        assertThat(ada.push().status()).isZero();
        ada.write("pages/more.html", "<p>more");
        Revision newest = ada.commit("More");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("again").isLive(newest);

        JsonNode dry = replay(sitemend, Map.of("site", "again", "since", "1h", "clean", true, "dryRun", true));
        assertThat(dry.path("asked").asLong()).isEqualTo(1);
        assertThat(dry.path("channels").get(0).path("found").asLong()).isEqualTo(2);
        assertThat(dry.path("channels").get(0).path("revision").asString()).isEqualTo(newest.value());
        assertThat(sitemend.api().builds("again")).hasSize(2);

        JsonNode done = replay(sitemend, Map.of("site", "again", "since", "1h", "clean", true));

        replayed().untilAsserted(() -> {
            JsonNode progress =
                    sitemend.api().get("/api/v1/replays/" + done.path("id").asString());
            assertThat(progress.path("done").asLong()).isEqualTo(1);
            assertThat(progress.path("states").path("succeeded").asLong()).isEqualTo(1);
        });
        sitemend.aftermath("again").isLive(newest);
        assertThat(sitemend.aftermath("again").reports())
                .filteredOn(report -> report.cause() == Cause.REPLAY)
                .singleElement()
                .extracting(Report::mode)
                .isEqualTo(BuildMode.REBUILD);
    }

    @Test
    void theSameReplayTwiceAsksForNothingNew(Sitemend sitemend) {
        Author ada = sitemend.newSite("keyed", directory);
        ada.write("index.html", "<p>twice");
        Revision revision = ada.commit("Start");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("keyed").isLive(revision);

        JsonNode first = keyed(sitemend);
        String id = first.path("id").asString();
        replayed()
                .untilAsserted(() -> assertThat(sitemend.api()
                                .get("/api/v1/replays/" + id)
                                .path("done")
                                .asLong())
                        .isEqualTo(1));

        JsonNode second = keyed(sitemend);

        assertThat(first.path("asked").asLong()).isEqualTo(1);
        assertThat(second.path("id").asString()).isEqualTo(id);
        assertThat(second.path("asked").asLong()).isZero();
        assertThat(second.path("channels").get(0).path("why").asString())
                .isEqualTo("this replay has asked for it before");
    }

    @Test
    void onlyWhatBecameOfItAsWantedIsBuiltAgain(Sitemend sitemend) {
        Author ada = sitemend.newSite("fine", directory);
        ada.write("index.html", "<p>fine");
        Revision revision = ada.commit("Start");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("fine").isLive(revision);

        JsonNode none = replay(sitemend, Map.of("site", "fine", "outcome", List.of("quarantined", "failed")));

        assertThat(none.path("asked").asLong()).isZero();
        assertThat(none.path("channels").get(0).path("why").asString()).isEqualTo("its newest request is succeeded");
    }

    @Test
    void whatCanNotBeReplayedIsRefusedInWords(Sitemend sitemend) {
        assertRefused(sitemend, Map.of("from", "99:0"), "Cannot replay from partition 99");
        assertRefused(
                sitemend, Map.of("from", "0:999999"), "Cannot replay from offset 999999 of partition 0: it holds");
        assertRefused(sitemend, Map.of("from", "nonsense"), "expected PARTITION:OFFSET");
        assertRefused(sitemend, Map.of("since", "yesterday"), "expected how long ago, such as 2h");
        assertRefused(sitemend, Map.of("since", "1h", "until", "2h"), "that is no time at all");
        assertRefused(sitemend, Map.of("outcome", List.of("ugly")), "there are covered, failed");
        assertRefused(sitemend, Map.of("branch", "main"), "“site” is missing");
    }

    /** In the first moment nothing is known of a replay. */
    private static ConditionFactory replayed() {
        return await("the replay ends").atMost(PATIENCE).ignoreExceptionsInstanceOf(IllegalStateException.class);
    }

    private static JsonNode replay(Sitemend sitemend, Map<String, ?> wanted) {
        return sitemend.api().post("/api/v1/replays", wanted);
    }

    private static JsonNode keyed(Sitemend sitemend) {
        return new JsonMapper()
                .readTree(sitemend.api()
                        .send(sitemend.api()
                                .request("/api/v1/replays")
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", "the same")
                                .POST(BodyPublishers.ofString("{\"site\": \"keyed\"}")))
                        .body());
    }

    private static void assertRefused(Sitemend sitemend, Map<String, ?> wanted, String reason) {
        assertThatThrownBy(() -> replay(sitemend, wanted)).hasMessageContaining(reason);
    }
}
