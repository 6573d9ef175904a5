package dev.sitemend.builder.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.gate.LinkCheck;
import dev.sitemend.builder.gate.Rules;
import dev.sitemend.builder.generator.RefreshQuestion.History;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.contracts.format.Lineage;
import dev.sitemend.contracts.id.BuildNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefreshingTest {
    @ParameterizedTest
    @CsvSource({
        "IN_PLACE, same,   0, ANCESTOR,  allowed",
        "IN_PLACE, same,  99, ANCESTOR,  allowed",
        "CACHES,   same,  30, ANCESTOR,  allowed",
        "CACHES,   same,  31, ANCESTOR,  'its caches were begun 31 days ago, and may be 30 days old'",
        "NONE,     same,   0, ANCESTOR,  builds everything each time",
        "IN_PLACE, other,  0, ANCESTOR,  'the generator, its setup or its tools changed'",
        "IN_PLACE, same,   0, REWRITTEN, history was rewritten",
        "NONE,     other,  0, REWRITTEN, builds everything each time",
        "CACHES,   other, 31, REWRITTEN, 'the generator, its setup or its tools changed'"
    })
    void aRefreshNeedsAPresetThatCanTheSameFingerprintAnAncestorAndYoungCaches(
            Plan.Refresh refresh, String fingerprint, int days, History history, String expected) {
        Rules rules = new Rules(List.of(), 50, LinkCheck.OFF, Optional.empty());
        Plan plan = new Plan("ikiwiki", "same", refresh, Layout.SIMPLE, rules, SiteConfiguration.DEFAULT);
        Lineage lineage = new Lineage(null, 0, new BuildNumber(1), fingerprint);

        Refreshing decision =
                Refreshing.of(new RefreshQuestion(plan, lineage, Duration.ofDays(days), history), Duration.ofDays(30));
        switch (decision) {
            case Refreshing.Allowed() -> assertThat(expected).isEqualTo("allowed");
            case Refreshing.Forbidden(String reason) -> assertThat(reason).contains(expected);
        }
    }
}
