package dev.sitemend.builder.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeLimitsTest {
    private static final TimeLimits LIMITS =
            new TimeLimits(Duration.ofMinutes(30), Duration.ofMinutes(5), Duration.ofHours(4));

    @ParameterizedTest
    @CsvSource({
        // Without a history of that mode: the usual.
        "'',                  REFRESH,    1,  30",
        "R20,                 REFRESH,    1,  30",
        "1:5,                 REBUILD,    0,  30",
        // Floors.
        "'R20 1:5 1:5',       REFRESH,    1,   5",
        "'R20 1:5 1:5',       REBUILD,    0,  30",
        // Ten times the slowest refresh, five times the slowest rebuild.
        "'1:60 1:90',         REFRESH,    1,  15",
        "'R600 R660',         REBUILD,    0,  55",
        // A push of a size that was never seen gets what it is predicted to need.
        "'1:5 2:6 10:14',     REFRESH,  500,  84",
        // The big wiki, up to the ceiling.
        "'R4800',             REBUILD,    0, 240",
        "'R1000',             REBUILD,    0,  83",
    })
    void theWallClockFollowsTheHistoryBetweenFloorAndCeiling(
            String history, BuildMode mode, int changed, long minutes) {
        assertThat(LIMITS.wallClock(Histories.of(history), mode, changed).toMinutes())
                .isEqualTo(minutes);
    }

    @ParameterizedTest
    @CsvSource({"'R1 1:1', REFRESH", "'R1 1:1', REBUILD"})
    void anOperatorWhoIsStricterThanTheFloorIsObeyedByQuickSites(String history, BuildMode mode) {
        TimeLimits strict = new TimeLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

        assertThat(strict.wallClock(Histories.of(history), mode, 1)).isEqualTo(Duration.ofSeconds(30));
    }
}
