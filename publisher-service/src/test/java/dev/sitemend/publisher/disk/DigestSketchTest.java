package dev.sitemend.publisher.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.Digest;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestSketchTest {
    private static final int MANY = 100_000;

    @Test
    void whatWasAddedIsAlwaysKnownAndLittleElse() {
        DigestSketch sketch = DigestSketch.forAbout(MANY);
        IntStream.range(0, MANY).forEach(i -> sketch.add(digest("in " + i)));

        assertThat(IntStream.range(0, MANY)).allMatch(i -> sketch.mayHave(digest("in " + i)));
        assertThat(IntStream.range(0, MANY)
                        .filter(i -> sketch.mayHave(digest("out " + i)))
                        .count())
                .isLessThan(MANY / 200);
    }

    @Test
    void anEmptyOneKnowsNothing() {
        assertThat(DigestSketch.forAbout(0).mayHave(digest("a"))).isFalse();
    }

    private static Digest digest(String text) {
        return LocalFiles.digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
