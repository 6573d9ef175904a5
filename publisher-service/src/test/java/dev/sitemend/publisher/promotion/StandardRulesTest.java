package dev.sitemend.publisher.promotion;

import static dev.sitemend.publisher.promotion.TestSite.MAIN;
import static dev.sitemend.publisher.promotion.TestSite.NOON;
import static dev.sitemend.publisher.promotion.TestSite.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the rules: what the log holds, which build asks, what is decided. */
final class StandardRulesTest {
    private final PublishingRules rules = PublishingRules.standard();
    private final TestSite site = new TestSite(new InMemoryObjectStore());
    private final Optional<SiteSettings> settings = Optional.of(site.settings(1, false, "*"));

    /**
     * The log in shorthand: p2 promoted #2, b1 rolled back to #1, l locked, t locked until a minute ago, u unlocked,
     * r3.
     */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 1, append",
                "p1, 2, append",
                "p2, 1, refuse",
                "p1, 1, announce",
                "p1 p2 b1, 2, announce",
                "p1 p2 b1, 3, hold",
                "p1 p3 b1, 2, refuse",
                "p1 p2 b1 u, 3, append",
                "p1 l, 2, hold",
                "p1 t, 2, append",
                "p1 l u, 2, append",
                "l u l, 1, hold",
                "r3, 2, refuse",
                "r3, 4, append",
                "p1 r2, 1, announce",
                "p1 c2, 2, refuse",
                "p1 c2, 3, append",
                "p1 p2 c1, 1, announce",
            })
    void promotions(@Nullable String log, long build, String decided) {
        assertThat(decided(rules.promote(settings, log(log), report(build, success()), NOON)))
                .isEqualTo(decided);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, 1, append",
                "p1, 2, append",
                "p3, 2, nothing",
                "p1 r2, 2, announce",
                "p1 r2 p3, 2, announce",
                "r3, 2, nothing",
                "p1 l, 2, hold",
                "p1 l u, 2, append",
            })
    void retirements(@Nullable String log, long build, String decided) {
        assertThat(decided(rules.retire(log(log), report(build, new Outcome.BranchGone()), NOON)))
                .isEqualTo(decided);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, refuse",
                "p1, none, refuse",
                "p1 p2, none, #1",
                "p1 p2 p3 b2, none, #1",
                "p1 p2, 1, #1",
                "p1 p2, 2, refuse",
                "p1 p2, 7, refuse",
                "p1 p2 b1, 2, #2",
                "p1 p2 r3, none, refuse",
                "p1 p2 l, none, #1",
                "p1 p2 p3 c1, 1, refuse",
                "p1 p2 p3 c1, none, #2",
                "p1 p2 p3 c2, none, #1",
                "p1 p2 c1, none, refuse",
            })
    void rollbacks(@Nullable String log, @Nullable Long to, String target) {
        RollBack command =
                new RollBack(MAIN, to == null ? null : new BuildNumber(to), "ada", "broken links", null, NOON);

        Decision decision = rules.rollBack(log(log), command);

        assertThat(
                        decision instanceof Decision.Append(Generation.RolledBack back)
                                ? back.build().toString()
                                : decided(decision))
                .isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, refuse", "p1 l, append", "p1 t, refuse", "p1 p2 b1, append", "l u, refuse"})
    void unlocks(@Nullable String log, String decided) {
        assertThat(decided(rules.unlock(log(log), new Unlock(MAIN, "ada", "mended", null, NOON), NOON)))
                .isEqualTo(decided);
    }

    @ParameterizedTest
    @CsvSource({
        "p1 p2, 2, append",
        "p1 p2 p3, 2, append",
        "p1 p2 b1, 2, refuse",
        "p1 p2 b1, 3, append",
        "p1 p2 l, 2, refuse",
        "p1 p2 l u, 2, refuse",
    })
    void ofTwoPeopleWhoSawTheSameLogTheFirstWins(String log, long seen, String decided) {
        Lock lock = new Lock(MAIN, "ada", "release day", null, new GenerationNumber(seen), NOON);

        assertThat(decided(rules.lock(log(log), lock))).isEqualTo(decided);
    }

    @ParameterizedTest
    @CsvSource({
        "REFRESH, PUSH, GENERATOR_FAILED, 0, false",
        "REFRESH, PUSH, CONFIGURATION, 0, true",
        "REFRESH, PUSH, REPOSITORY, 0, true",
        "REBUILD, HEAL, GENERATOR_FAILED, 0, true",
        "REBUILD, HEAL, GENERATOR_FAILED, 4, true",
        "REBUILD, HEAL, GENERATOR_FAILED, 6, false",
        "REBUILD, FORCED, TIMED_OUT, 0, true",
        "REBUILD, AUDIT, GENERATOR_FAILED, 0, false",
    })
    void quarantines(BuildMode mode, Cause cause, FailureClass failure, long newestSuccess, boolean quarantined) {
        Report failed = report(5, mode, cause, TestSite.failure(failure));
        Optional<Report> newest = newestSuccess == 0 ? Optional.empty() : Optional.of(report(newestSuccess, success()));

        assertThat(rules.quarantine(failed, newest, log("p1")).isPresent()).isEqualTo(quarantined);
    }

    @ParameterizedTest
    @CsvSource({
        "main, '', true",
        "wip, '', false",
        "wip, *, true",
        "feature/x, *, true",
        "feature/x, feature/*, true",
        "features, feature/*, false",
        "v1.2, v?.2, false",
        "release-1, 'hotfix-*,release-*', true",
        "release-1, *-1, true",
        "a.b, a.b, true",
        "axb, a.b, false",
    })
    void publishedBranches(String branch, String previews, boolean published) {
        List<String> patterns = previews.isEmpty() ? List.of() : List.of(previews.split(","));
        SiteSettings known = site.settings(1, false, patterns.toArray(String[]::new));

        assertThat(PublishedBranches.objection(known, ChannelId.of("docs", branch))
                        .isEmpty())
                .isEqualTo(published);
    }

    @Test
    void reasonsCarryTheValuesThatDecided() {
        assertThat(PublishedBranches.objection(site.settings(1, false), ChannelId.of("docs", "wip")))
                .contains("wip is not the production branch main, and the site has no previews");
        assertThat(((Decision.Refuse) rules.promote(Optional.empty(), log(null), report(1, success()), NOON)).reason())
                .isEqualTo("Cannot promote docs@main to build #1: there is no site docs");
        assertThat(((Decision.Hold) rules.promote(settings, log("p1 p2 b1"), report(3, success()), NOON)).reason())
                .isEqualTo("Cannot promote docs@main to build #3: linus rolled docs@main back to build #1 at"
                        + " 2026-11-25T12:00:00Z, which locks it: broken");
        assertThat(((Decision.Refuse) rules.rollBack(
                                log("p1"), new RollBack(MAIN, new BuildNumber(9), "ada", "why", null, NOON)))
                        .reason())
                .isEqualTo("Cannot roll docs@main back to build #9: it was never live");
        assertThat(((Decision.Refuse) rules.unlock(
                                log("p1 p2 b1"), new Unlock(MAIN, "ada", "", new GenerationNumber(2), NOON), NOON))
                        .reason())
                .isEqualTo("Cannot unlock docs@main: linus rolled back to build #1 at 2026-11-25T12:00:00Z (“broken”)"
                        + " after you looked");
        assertThat(((Decision.Refuse) rules.rollBack(
                                log("p1 p2 c1"), new RollBack(MAIN, new BuildNumber(1), "ada", "why", null, NOON)))
                        .reason())
                .isEqualTo("Cannot roll docs@main back to build #1: its pages are gone: it was older than the site's"
                        + " retention keeps");
    }

    private static String decided(Decision decision) {
        return switch (decision) {
            case Decision.Append _ -> "append";
            case Decision.Announce _ -> "announce";
            case Decision.Refuse _ -> "refuse";
            case Decision.Hold _ -> "hold";
            case Decision.Nothing _ -> "nothing";
        };
    }

    private ChannelLog log(@Nullable String shorthand) {
        List<Generation> entries = new ArrayList<>();
        if (shorthand != null) {
            for (String word : shorthand.split(" ")) {
                entries.add(new Generation(
                        new GenerationNumber(entries.size() + 1L),
                        new ChannelId(TestSite.SITE, new BranchName("main")),
                        entry(word),
                        NOON,
                        "linus",
                        new WriterToken("w" + entries.size())));
            }
        }
        return new ChannelLog(MAIN, entries);
    }

    private static Generation.Entry entry(String word) {
        return switch (word.charAt(0)) {
            case 'p' ->
                new Generation.Promoted(
                        build(word), success().revision(), success().artifact());
            case 'b' ->
                new Generation.RolledBack(
                        build(word), success().revision(), success().artifact(), "broken");
            case 'l' -> new Generation.Locked("release day", null);
            case 't' -> new Generation.Locked("lunch", NOON.minusSeconds(60));
            case 'u' -> new Generation.Unlocked("mended");
            case 'r' -> new Generation.Retired(build(word));
            case 'c' -> new Generation.Collected(List.of(build(word)));
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static BuildNumber build(String word) {
        return new BuildNumber(Long.parseLong(word.substring(1)));
    }

    private Report report(long build, Outcome outcome) {
        return report(build, BuildMode.REFRESH, Cause.PUSH, outcome);
    }

    private Report report(long build, BuildMode mode, Cause cause, Outcome outcome) {
        return site.report(site.claimed(build, mode, cause), outcome);
    }
}
