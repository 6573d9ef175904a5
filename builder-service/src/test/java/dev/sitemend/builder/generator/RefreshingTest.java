package dev.sitemend.builder.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.gate.LinkCheck;
import dev.sitemend.builder.gate.Rules;
import dev.sitemend.builder.generator.RefreshQuestion.History;
import dev.sitemend.contracts.format.Lineage;
import dev.sitemend.contracts.id.BuildNumber;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefreshingTest {
    @ParameterizedTest
    @CsvSource({
        "true,  same,  ANCESTOR,  allowed",
        "false, same,  ANCESTOR,  builds everything each time",
        "true,  other, ANCESTOR,  'the generator, its setup or its tools changed'",
        "true,  same,  REWRITTEN, history was rewritten",
        "false, other, REWRITTEN, builds everything each time",
        "true,  other, REWRITTEN, 'the generator, its setup or its tools changed'"
    })
    void aRefreshNeedsAPresetThatCanTheSameFingerprintAndAnAncestor(
            boolean refreshes, String fingerprint, History history, String expected) {
        Rules rules = new Rules(List.of(), 50, LinkCheck.OFF, Optional.empty());
        Plan plan = new Plan("ikiwiki", "same", refreshes, rules, SiteConfiguration.DEFAULT);
        Lineage lineage = new Lineage(null, 0, new BuildNumber(1), fingerprint);

        Refreshing decision = Refreshing.of(new RefreshQuestion(plan, lineage, history));
        switch (decision) {
            case Refreshing.Allowed() -> assertThat(expected).isEqualTo("allowed");
            case Refreshing.Forbidden(String reason) -> assertThat(reason).contains(expected);
        }
    }
}
