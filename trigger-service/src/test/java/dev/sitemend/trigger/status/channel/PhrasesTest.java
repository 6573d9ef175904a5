package dev.sitemend.trigger.status.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0_s",
        "PT0.42S, 0.4_s",
        "PT3S, 3_s",
        "PT12.7S, 12_s",
        "PT100S, 1_min 40_s",
        "PT2H, 2_h",
        "PT52H5M, 2_d 4_h",
        "PT-3S, 0_s"
    })
    void aDurationHasItsTwoLargestUnits(Duration duration, String words) {
        assertThat(Phrases.duration(duration).replace('\u00a0', '_')).isEqualTo(words);
    }

    @Test
    void countsAreGroupedAndHoldTogether() {
        assertThat(Phrases.count(1204, "file", "files")).isEqualTo("1\u00a0204\u00a0files");
        assertThat(Phrases.count(1, "file", "files")).isEqualTo("1\u00a0file");
    }
}
