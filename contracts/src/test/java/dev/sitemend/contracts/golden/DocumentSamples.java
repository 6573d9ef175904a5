package dev.sitemend.contracts.golden;

import static dev.sitemend.contracts.golden.Values.ARTIFACT;
import static dev.sitemend.contracts.golden.Values.AT;
import static dev.sitemend.contracts.golden.Values.BASE;
import static dev.sitemend.contracts.golden.Values.BUILD;
import static dev.sitemend.contracts.golden.Values.BUILDER;
import static dev.sitemend.contracts.golden.Values.CHANNEL;
import static dev.sitemend.contracts.golden.Values.GENERATION;
import static dev.sitemend.contracts.golden.Values.LATER;
import static dev.sitemend.contracts.golden.Values.PACKS;
import static dev.sitemend.contracts.golden.Values.REQUEST;
import static dev.sitemend.contracts.golden.Values.REVISION;
import static dev.sitemend.contracts.golden.Values.ROOT;
import static dev.sitemend.contracts.golden.Values.SITE;
import static dev.sitemend.contracts.golden.Values.TRACE;
import static dev.sitemend.contracts.golden.Values.WRITER;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.BuildCost;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Lineage;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.Retention;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.TokenRevocation;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.contracts.vocabulary.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One of each kind of stored document; where fields may be absent, one with and one without them. */
final class DocumentSamples {
    private static final Outcome SUCCEEDED = new Outcome.Succeeded(
            REVISION, "f1e2", ARTIFACT, new Changes(1, 2, 3), List.of("The branch was rewritten"));

    private DocumentSamples() {}

    static Stream<Sample<Claim>> claims() {
        return Stream.of(
                new Sample<>(
                        "sitemend.claim.v1",
                        new Claim(
                                BUILD,
                                CHANNEL,
                                REQUEST,
                                BuildMode.REFRESH,
                                Cause.PUSH,
                                "anna",
                                REVISION,
                                BASE,
                                new BuildNumber(40),
                                3,
                                1233,
                                1234,
                                BUILDER,
                                AT,
                                WRITER,
                                TRACE)),
                new Sample<>(
                        "sitemend.claim.v1.least",
                        new Claim(
                                BUILD,
                                CHANNEL,
                                REQUEST,
                                BuildMode.REBUILD,
                                Cause.HEAL,
                                "healer",
                                null,
                                null,
                                null,
                                0,
                                0,
                                1,
                                BUILDER,
                                AT,
                                WRITER,
                                null)));
    }

    static Stream<Sample<Report>> reports() {
        return Stream.of(
                new Sample<>("sitemend.report.v1.succeeded", report(SUCCEEDED, null)),
                new Sample<>(
                        "sitemend.report.v1.failed",
                        report(
                                new Outcome.Failed(
                                        REVISION,
                                        "f1e2",
                                        FailureClass.GENERATOR_FAILED,
                                        "generate",
                                        "The generator ended with status 2",
                                        List.of("Error: page.tmpl: no such template")),
                                null)),
                new Sample<>(
                        "sitemend.report.v1.failed.least",
                        leastReport(new Outcome.Failed(
                                null, null, FailureClass.REPOSITORY, "checkout", "No such repository", List.of()))),
                new Sample<>(
                        "sitemend.report.v1.abandoned",
                        leastReport(new Outcome.Abandoned(BUILDER, "No heartbeat for 10 s"))),
                new Sample<>("sitemend.report.v1.branch-gone", leastReport(new Outcome.BranchGone())),
                new Sample<>(
                        "sitemend.report.v1.choice",
                        report(
                                SUCCEEDED,
                                new BuildChoice(
                                        BuildMode.REFRESH,
                                        "a refresh of 2 changed files is predicted to take 5 s, a clean rebuild 3 min",
                                        Duration.ofMillis(5250),
                                        Duration.ofMinutes(3),
                                        2))),
                new Sample<>(
                        "sitemend.report.v1.choice.least",
                        report(
                                SUCCEEDED,
                                new BuildChoice(
                                        BuildMode.REBUILD, "a clean rebuild was asked for", null, null, null))));
    }

    static Stream<Sample<CacheSeal>> seals() {
        return Stream.of(
                new Sample<>(
                        "sitemend.cache.v1",
                        new CacheSeal(
                                BUILD,
                                CHANNEL,
                                REVISION,
                                new Digest("44".repeat(32)),
                                ROOT,
                                PACKS,
                                new Lineage(BASE, 2, new BuildNumber(39), "f1e2"),
                                List.of(),
                                AT,
                                WRITER)),
                new Sample<>(
                        "sitemend.cache.v1.least",
                        new CacheSeal(
                                BUILD,
                                CHANNEL,
                                REVISION,
                                null,
                                ROOT,
                                PACKS,
                                new Lineage(null, 0, BUILD, "f1e2"),
                                List.of(),
                                AT,
                                WRITER)),
                new Sample<>(
                        "sitemend.cache.v1.costs",
                        new CacheSeal(
                                BUILD,
                                CHANNEL,
                                REVISION,
                                new Digest("44".repeat(32)),
                                ROOT,
                                PACKS,
                                new Lineage(BASE, 2, new BuildNumber(39), "f1e2"),
                                List.of(
                                        new BuildCost(BuildMode.REBUILD, null, 120, Duration.ofMinutes(3), AT),
                                        new BuildCost(BuildMode.REFRESH, 2, 13, Duration.ofMillis(5250), LATER)),
                                LATER,
                                WRITER)));
    }

    static Stream<Sample<Generation>> generations() {
        return Stream.of(
                new Sample<>(
                        "sitemend.generation.v1.promoted",
                        generation(new Generation.Promoted(BUILD, REVISION, ARTIFACT))),
                new Sample<>(
                        "sitemend.generation.v1.rolled-back",
                        generation(new Generation.RolledBack(BASE, REVISION, ARTIFACT, "The menu is gone"))),
                new Sample<>("sitemend.generation.v1.locked", generation(new Generation.Locked("Trade fair", LATER))),
                new Sample<>(
                        "sitemend.generation.v1.locked.least", generation(new Generation.Locked("Trade fair", null))),
                new Sample<>("sitemend.generation.v1.unlocked", generation(new Generation.Unlocked("It is over"))),
                new Sample<>("sitemend.generation.v1.retired", generation(new Generation.Retired(BUILD))),
                new Sample<>(
                        "sitemend.generation.v1.collected",
                        generation(new Generation.Collected(List.of(new BuildNumber(40), BASE)))));
    }

    static Stream<Sample<HealMark>> healMarks() {
        return Stream.of(
                new Sample<>("sitemend.heal.v1", new HealMark(CHANNEL, REVISION, "f1e2", 1, BUILD, AT, WRITER)));
    }

    static Stream<Sample<SiteSettings>> settings() {
        return Stream.of(
                new Sample<>(
                        "sitemend.settings.v1",
                        new SiteSettings(
                                SITE,
                                7,
                                "https://git.example.org/garden.git",
                                new BranchName("main"),
                                List.of("garden.example.org"),
                                List.of("*"),
                                "ikiwiki",
                                true,
                                SiteSettings.Visibility.PRIVATE,
                                Map.of("webhook", "v1.AAAA", "repository-password", "v1.BBBB"),
                                null,
                                true,
                                AT,
                                "anna",
                                WRITER)),
                new Sample<>(
                        "sitemend.settings.v1.retention",
                        withRetention(new Retention(
                                20,
                                Duration.ofDays(30),
                                3,
                                Duration.ofDays(2),
                                Duration.ofDays(14),
                                Duration.ofDays(800)))),
                new Sample<>(
                        "sitemend.settings.v1.retention.least",
                        withRetention(new Retention(null, null, null, null, null, null))),
                new Sample<>(
                        "sitemend.settings.v1.least",
                        new SiteSettings(
                                SITE,
                                1,
                                null,
                                new BranchName("main"),
                                List.of(),
                                List.of(),
                                null,
                                false,
                                SiteSettings.Visibility.PUBLIC,
                                Map.of(),
                                null,
                                false,
                                AT,
                                "anna",
                                WRITER)));
    }

    private static SiteSettings withRetention(Retention retention) {
        return new SiteSettings(
                SITE,
                8,
                null,
                new BranchName("main"),
                List.of(),
                List.of(),
                null,
                false,
                SiteSettings.Visibility.PUBLIC,
                Map.of(),
                retention,
                false,
                AT,
                "anna",
                WRITER);
    }

    static Stream<Sample<AccessToken>> accessTokens() {
        return Stream.of(
                new Sample<>(
                        "sitemend.access-token.v1",
                        new AccessToken("t1", ROOT, Role.WRITER, SITE, LATER, AT, "anna", WRITER)),
                new Sample<>(
                        "sitemend.access-token.v1.least",
                        new AccessToken("t1", ROOT, Role.ADMIN, null, null, AT, "first start", WRITER)));
    }

    static Stream<Sample<TokenRevocation>> revocations() {
        return Stream.of(new Sample<>("sitemend.token-revocation.v1", new TokenRevocation("t1", AT, "anna", WRITER)));
    }

    private static Report report(Outcome outcome, @Nullable BuildChoice choice) {
        return new Report(
                BUILD,
                CHANNEL,
                REQUEST,
                BuildMode.REFRESH,
                Cause.PUSH,
                "anna",
                BASE,
                new BuildNumber(40),
                3,
                1233,
                1234,
                outcome,
                List.of(new RequestId("01jx-covered")),
                List.of(
                        new Report.Step("checkout", Duration.ofMillis(1500)),
                        new Report.Step("generate", Duration.ofMinutes(2))),
                choice,
                BUILDER,
                AT,
                LATER,
                WRITER,
                TRACE);
    }

    private static Report leastReport(Outcome outcome) {
        return new Report(
                BUILD,
                CHANNEL,
                REQUEST,
                BuildMode.REBUILD,
                Cause.FORCED,
                "anna",
                null,
                null,
                0,
                0,
                1,
                outcome,
                List.of(),
                List.of(),
                null,
                BUILDER,
                AT,
                LATER,
                WRITER,
                null);
    }

    private static Generation generation(Generation.Entry entry) {
        return new Generation(GENERATION, CHANNEL, entry, AT, "publisher", WRITER);
    }
}
