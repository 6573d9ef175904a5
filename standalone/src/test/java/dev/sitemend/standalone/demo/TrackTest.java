package dev.sitemend.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.cli.Json;
import org.junit.jupiter.api.Test;

class TrackTest {
    @Test
    void showsHowAFailedRefreshWasHealedAndWhatVisitorsHadMeanwhile() {
        Track track = new Track(
                Json.MAPPER.readTree("""
                        [{"number":3,"state":"succeeded","mode":"REBUILD","healOf":2},
                         {"number":2,"state":"failed","mode":"REFRESH"},
                         {"number":1,"state":"succeeded","mode":"REBUILD"}]
                        """),
                Json.MAPPER.readTree("[{\"generation\":1,\"build\":1},{\"generation\":2,\"build\":3}]"));

        assertThat(track.lines().subList(0, 3))
                .containsExactly(
                        "  builds  ■ #1 ─────✗ #2 ⌁⌁⌁⌁⌁■ #3",
                        "          ↓                   ↓",
                        "  live    gen 1 ══════════════gen 2 ════▶");
    }

    @Test
    void nothingIsLiveBeforeTheFirstGeneration() {
        Track track = new Track(
                Json.MAPPER.readTree("[{\"number\":1,\"state\":\"failed\",\"mode\":\"REBUILD\"}]"),
                Json.MAPPER.readTree("[]"));

        assertThat(track.lines().subList(0, 3)).containsExactly("  builds  ✗ #1", "", "  live              ▶");
    }
}
