package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of everything at once, at moments nobody chose. */
@Tag("on-any-servers")
final class KillTest {
    // The property makes a second run, on other servers, a short one.
    private static final int KILLS = Integer.getInteger("scenarios.kills", 10);
    private static final long SEED = 20_261_125;

    @TempDir
    private Path directory;

    @Test
    void killsUnderPushesLoseNothingThatWasAcknowledged() {
        Random random = new Random(SEED);
        try (Sitemend sitemend = Sitemend.startIn(directory.resolve("data"))) {
            Author ada = sitemend.newSite("killed", directory);
            CommandSite.write(ada, "sleep 0.3", "sleep 0.3");
            Revision acknowledged = ada.commit("Start");
            assertThat(ada.push("-o", "nowait").status()).isZero();
            for (int kill = 1; kill <= KILLS; kill++) {
                ada.write("pages/counter.html", "<p>" + kill);
                acknowledged = ada.commit("Count to " + kill);
                Author.Push push = ada.push("-o", "nowait");
                assertThat(push.status()).describedAs(push.said()).isZero();
                after(Duration.ofMillis(random.nextInt(1500)));
                sitemend.kill();
                sitemend.start();
            }

            sitemend.aftermath("killed").isLive(acknowledged);
        }
    }

    /** The kill's moment is the scenario's input, not something to wait for. */
    private static void after(Duration moment) {
        Awaitility.await("the moment of the kill")
                .pollDelay(moment)
                .atMost(moment.plusSeconds(5))
                .until(() -> true);
    }
}
