package dev.sitemend.publisher.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.publisher.serving.ByteRanges.Part;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangesTest {
    private static final long SIZE = 1000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-499, 0, 499",
        "bytes=500-, 500, 999",
        "bytes=-1, 999, 999",
        "bytes=-5000, 0, 999",
        "bytes=990-5000, 990, 999",
        "BYTES=1-2, 1, 2",
        "bytes= 1 - 2 , 1, 2"
    })
    void oneRangeIsOnePart(String header, long first, long last) {
        assertThat(ByteRanges.parse(header, SIZE)).isEqualTo(new ByteRanges.Parts(List.of(new Part(first, last))));
    }

    @Test
    void severalRangesKeepTheirOrderAndLoseWhatLiesOutside() {
        assertThat(ByteRanges.parse("bytes=900-,0-9,2000-3000", SIZE))
                .isEqualTo(new ByteRanges.Parts(List.of(new Part(900, 999), new Part(0, 9))));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "lines=1-2", "bytes=", "bytes=a-b", "bytes=5-2", "bytes=1-2;3", "bytes=--1", "bytes=1"})
    void whatIsMalformedCountsAsNoHeader(@Nullable String header) {
        assertThat(ByteRanges.parse(header, SIZE)).isEqualTo(new ByteRanges.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=5000-6000", "bytes=-0", "bytes=1000-1001,-0"})
    void whatLiesOutsideIsUnsatisfiable(String header) {
        assertThat(ByteRanges.parse(header, SIZE)).isEqualTo(new ByteRanges.Unsatisfiable());
    }

    @Test
    void nobodyGetsMoreThanThereIs() {
        assertThat(ByteRanges.parse("bytes=0-,0-", SIZE)).isEqualTo(new ByteRanges.Whole());
        assertThat(ByteRanges.parse("bytes=" + String.join(",", Collections.nCopies(65, "0-0")), SIZE))
                .isEqualTo(new ByteRanges.Whole());
    }

    @Test
    void anEmptyFileHasNoRange() {
        assertThat(ByteRanges.parse("bytes=0-", 0)).isEqualTo(new ByteRanges.Unsatisfiable());
    }
}
