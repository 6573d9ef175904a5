package dev.sitemend.builder.record;

import static dev.sitemend.builder.record.Samples.MAIN;
import static dev.sitemend.builder.record.Samples.NOON;
import static dev.sitemend.builder.record.Samples.revision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Lineage;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.store.build.ChannelBuilds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FootingTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                // chosen, newest success, branch gone at, collected -> base, newest, previous
                "none, none, none, none, none, none, none",
                "none, 5, none, none, none, 5, 5",
                "5, 5, none, none, 5, 5, 5",
                "5, 5, none, 3 4, 5, 5, 5",
                "5, 5, none, 5, none, 5, none",
                "5, 6, none, none, none, 6, 6",
                "5, 6, none, 5, none, 6, 6",
                "5, 5, 7, none, 5, none, 5",
                "5, 5, 7, 5, none, none, none",
                "5, none, none, none, none, none, none",
            })
    void whatAClaimedBuildStandsOn(
            @Nullable Integer chosen,
            @Nullable Integer newest,
            @Nullable Integer gone,
            @Nullable String collected,
            @Nullable Integer base,
            @Nullable Integer known,
            @Nullable Integer previous) {
        Footing footing = Footing.of(
                Optional.ofNullable(chosen).map(FootingTest::seal),
                builds(newest, gone),
                numbers(collected),
                Rules.ALL);

        assertThat(footing.base().map(seal -> (int) seal.number().value())).isEqualTo(Optional.ofNullable(base));
        assertThat(footing.newest().map(report -> (int) report.number().value()))
                .isEqualTo(Optional.ofNullable(known));
        assertThat(footing.previous().map(artifact -> (int) artifact.files())).isEqualTo(Optional.ofNullable(previous));
    }

    @Test
    void theLogOfTheBuildSaysWhyItDoesNotRefresh() {
        assertThat(Footing.of(Optional.of(seal(5)), builds(5, null), numbers("5"), Rules.ALL)
                        .dropped())
                .contains("build #5 was collected meanwhile");
        assertThat(Footing.of(Optional.of(seal(5)), builds(6, null), numbers(null), Rules.ALL)
                        .dropped())
                .contains("build #6 came after #5 meanwhile");
    }

    private static ChannelBuilds builds(@Nullable Integer newest, @Nullable Integer gone) {
        Optional<Report> success = Optional.ofNullable(newest)
                .map(number -> Samples.report(Samples.claim(number, BuildMode.REFRESH), success(number)));
        Optional<Report> end = Optional.ofNullable(gone)
                .map(number -> Samples.report(Samples.claim(number, BuildMode.REFRESH), new Outcome.BranchGone()));
        return new ChannelBuilds(List.of(), success, end.or(() -> success));
    }

    /** A success whose number of files is its build number. */
    private static Outcome success(int number) {
        return new Outcome.Succeeded(
                revision(number),
                "f",
                new Artifact(new Digest("1".repeat(64)), List.of(), number, 1),
                Changes.NONE,
                List.of());
    }

    private static CacheSeal seal(int number) {
        Digest root = new Digest("1".repeat(64));
        BuildNumber build = new BuildNumber(number);
        return new CacheSeal(
                build,
                MAIN,
                revision(number),
                root,
                root,
                List.of(),
                new Lineage(null, 0, build, "f"),
                List.of(),
                NOON,
                new WriterToken("w"));
    }

    private static Set<BuildNumber> numbers(@Nullable String words) {
        return words == null
                ? Set.of()
                : Arrays.stream(words.split(" ")).map(BuildNumber::parse).collect(Collectors.toSet());
    }
}
