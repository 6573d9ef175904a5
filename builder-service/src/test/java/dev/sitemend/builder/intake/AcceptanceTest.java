package dev.sitemend.builder.intake;

import static dev.sitemend.builder.record.Samples.abandoned;
import static dev.sitemend.builder.record.Samples.claim;
import static dev.sitemend.builder.record.Samples.push;
import static dev.sitemend.builder.record.Samples.report;
import static dev.sitemend.builder.record.Samples.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.vocabulary.BuildMode;
import org.junit.jupiter.api.Test;

/** The report is of request r7, read at offset 7 of partition 3, with the end at 10; it covers r5. */
final class AcceptanceTest {
    private final Acceptance acceptance = new Acceptance(Rules.ALL);
    private final Report report = report(claim(7, BuildMode.REFRESH), success(5), "r5", "r11");

    @Test
    void itsOwnRequestAndThoseThatItNamesAreAnswered() {
        assertThat(acceptance.answers(report, at(3, 7))).isTrue();
        assertThat(acceptance.answers(report, at(3, 5))).isTrue();
        assertThat(acceptance.answers(report, at(3, 6))).as("not named").isFalse();
    }

    @Test
    void aRequestThatWasSentOnceMoreSinceIsNotAnswered() {
        assertThat(acceptance.answers(report, at(3, 11))).as("above its end").isFalse();
        assertThat(acceptance.answers(report, at(2, 5))).as("another partition").isFalse();
    }

    @Test
    void anAbandonedBuildAnswersNobody() {
        Report nothing = report(claim(7, BuildMode.REFRESH), abandoned());

        assertThat(acceptance.answers(nothing, at(3, 7))).isFalse();
    }

    private static Wish at(int partition, long offset) {
        return new Wish(push(offset, 1).request(), partition, offset);
    }
}
