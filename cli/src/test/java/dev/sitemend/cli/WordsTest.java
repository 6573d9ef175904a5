package dev.sitemend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.25S,250_ms",
        "PT9S,9_s",
        "PT1M40S,1_min 40_s",
        "PT2M,2_min",
        "PT3H5M9S,3_h 5_min",
        "P2DT4H,2_d 4_h",
        "PT-3S,0_ms"
    })
    void durationsShowTheTwoLargestUnits(Duration duration, String words) {
        assertThat(Words.duration(duration)).isEqualTo(words.replace('_', '\u00a0'));
    }

    @Test
    void countsAreGroupedAndNamed() {
        assertThat(Words.count(1204, "file")).isEqualTo("1\u00a0204\u00a0files");
        assertThat(Words.count(1, "commit")).isEqualTo("1\u00a0commit");
    }
}
