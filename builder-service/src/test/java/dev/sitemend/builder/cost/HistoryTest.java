package dev.sitemend.builder.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryTest {
    @ParameterizedTest
    @CsvSource({
        "'1:5 1:5 1:5',                        1,   5",
        "'1:5 1:5 1:5',                      100,   5",
        "'1:5 2:6 10:14',                    100, 104",
        // One that a busy machine held up moves nothing.
        "'1:5 1:5 2:6 2:6 10:14 10:400',       1,   5",
        "'1:5 1:500 1:5 2:6 3:7',              3,   7",
        // Never less for more.
        "'1:9 5:5 10:4',                      50,   5",
    })
    void aRefreshIsPredictedByALineThatOutliersDoNotMove(String refreshes, int changed, double seconds) {
        assertThat(Histories.of(refreshes)
                                .predictedRefresh(changed)
                                .orElseThrow()
                                .toMillis()
                        / 1000.0)
                .isCloseTo(seconds, org.assertj.core.data.Offset.offset(0.2 * seconds));
    }

    @ParameterizedTest
    @CsvSource({"R30, 30", "'R30 R900 R32', 32", "'R1 R1 R1 R1 R50 R51 R52 R53', 51", "'R10 R20', 15"})
    void aRebuildIsPredictedByTheMedianOfTheLatest(String rebuilds, long seconds) {
        assertThat(Histories.of(rebuilds).predictedRebuild()).hasValue(Duration.ofSeconds(seconds));
    }

    @Test
    void nothingIsPredictedOfNothing() {
        assertThat(History.NONE.predictedRebuild()).isEmpty();
        assertThat(History.NONE.predictedRefresh(1)).isEmpty();
        assertThat(Histories.of("R30").predictedRefresh(1)).isEmpty();
    }

    @Test
    void manyRefreshesDoNotPushOutTheRebuild() {
        History history = Histories.of("R183");
        for (int i : IntStream.range(0, 100).toArray()) {
            history = history.and(Histories.refresh(i, 5));
        }

        assertThat(history.of(BuildMode.REBUILD)).hasSize(1);
        assertThat(history.of(BuildMode.REFRESH)).hasSize(20);
        assertThat(history.costs()).hasSizeLessThanOrEqualTo(30);
        assertThat(history.of(BuildMode.REFRESH).getFirst().sourceChanges()).isEqualTo(80);
        assertThat(history.buildsSince(BuildMode.REBUILD)).isEqualTo(20);
    }
}
