package dev.sitemend.builder.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.generator.Plan;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.BuildCost;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChoicesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Little is known: refresh.
                "''                                            |   1 | REFRESH | too few builds are known",
                "R30                                           | 100 | REFRESH | too few builds are known",
                "R30 1:40 1:40                                 |   1 | REFRESH | too few builds are known",
                "1:40 1:40 1:40                                |   1 | REFRESH | too few builds are known",
                // The usual wiki, and what a push of any size is then.
                "R183 R180 1:5 2:6 1:5 3:9                     |   1 | REFRESH | 1 changed file is predicted to take 5.0 s, a clean rebuild 3 min",
                "R31 R30 1:3 2:3 50:25 80:38 100:44 120:52     |   1 | REFRESH | 3.0 s, a clean rebuild 31 s",
                "R31 R30 1:3 2:3 50:25 80:38 100:44 120:52     | 110 | REBUILD | 110 changed files is predicted to take 48 s, a clean rebuild 31 s",
                // A rebuild that is only a little cheaper is none.
                "R40 R40 90:44 95:44 100:44                    | 100 | REFRESH | a clean rebuild 40 s",
                // Once chosen, a little less suffices.
                "R40 90:50 95:50 100:50 R40                    | 100 | REBUILD | a clean rebuild 40 s",
                "R40 R40 90:50 95:50 100:50                    | 100 | REFRESH | a clean rebuild 40 s",
                // One outlier, of either kind.
                "R30 R30 1:5 1:5 1:5 1:900                     |   1 | REFRESH | 5.0 s",
                "R30 R30 1:5 1:5 1:5 100:900                   | 100 | REFRESH | a clean rebuild 30 s",
                "R1 1:5 1:5 1:5                                |   1 | REFRESH | only one rebuild is known",
                "R1 1:5 1:5 1:5 1:5 1:5                        |   1 | REBUILD | to measure it a second time",
                "R1 1:5 1:5 1:5 1:5 1:5 R183                   |   1 | REFRESH | a clean rebuild 92 s",
                // Nobody rules for ever.
                "1:44 1:44 1:44 R30 R30 R30 R30 R30 R30 R30 R30 R30    | 1 | REBUILD | is predicted",
                "1:44 1:44 1:44 R30 R30 R30 R30 R30 R30 R30 R30 R30 R30 | 1 | REFRESH | to measure it again after 10 rebuilds",
            })
    void theCheaperOneIsChosenOnceItIsKnown(String history, int changed, BuildMode mode, String reason) {
        BuildChoice choice = Choices.of(Histories.of(history), changed, Plan.Refresh.IN_PLACE);

        assertThat(choice.mode()).as(choice.reason()).isEqualTo(mode);
        assertThat(choice.reason()).contains(reason);
        assertThat(choice.changedSources()).isEqualTo(changed);
    }

    @Test
    void aRebuildIsMeasuredAgainAfterManyRefreshesWhereItIsNotTooDear() {
        String refreshes = " 1:10".repeat(20);

        assertThat(Choices.of(Histories.of("R39" + refreshes), 1, Plan.Refresh.IN_PLACE))
                .extracting(BuildChoice::mode, BuildChoice::reason)
                .containsExactly(
                        BuildMode.REBUILD,
                        "to measure it again after 20 refreshes; a refresh of 1 changed file is predicted to take"
                                + " 10 s, a clean rebuild 39 s");
        assertThat(Choices.of(Histories.of("R41" + refreshes), 1, Plan.Refresh.IN_PLACE)
                        .mode())
                .isEqualTo(BuildMode.REFRESH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R18 R18 3:18 3:18 3:18 | REBUILD | LEFT",
                "R141 R140 3:8 3:8 3:8  | REFRESH | KEPT",
                "R141 3:8               | REFRESH | KEPT",
                "3:18 3:18 3:18 R18 R18 R18 R18 R18 R18 R18 R18 R18 R18 | REFRESH | KEPT",
            })
    void cachesAreKeptOnlyWhereTheyPayAndMeasuredAgain(String history, BuildMode mode, Choices.Keeping keeping) {
        assertThat(Choices.of(Histories.of(history), 3, Plan.Refresh.CACHES).mode())
                .isEqualTo(mode);
        assertThat(Choices.keeping(Histories.of(history), Plan.Refresh.CACHES)).isEqualTo(keeping);
    }

    @Test
    void whatIsRefreshedInPlaceIsAlwaysKept() {
        assertThat(Choices.keeping(Histories.of("R1 R1 1:9 1:9 1:9"), Plan.Refresh.IN_PLACE))
                .isEqualTo(Choices.Keeping.KEPT);
        assertThat(Choices.keeping(History.NONE, Plan.Refresh.NONE)).isEqualTo(Choices.Keeping.LEFT);
    }

    @Test
    void aCleanRebuildThatWasAskedForSaysWhatItIsExpectedToTake() {
        assertThat(Choices.clean(Histories.of("R30 1:5"), "a clean rebuild was asked for"))
                .isEqualTo(new BuildChoice(
                        BuildMode.REBUILD, "a clean rebuild was asked for", null, Duration.ofSeconds(30), null));
    }

    /** A site whose builds really cost this much, on a machine that is now and then busy with something else. */
    private record Site(double refresh, double perChange, double rebuild) {
        BuildCost build(BuildMode mode, int changed, Random random) {
            double busy = random.nextInt(20) == 0 ? 5 : 0.8 + 0.4 * random.nextDouble();
            return mode == BuildMode.REFRESH
                    ? Histories.refresh(changed, busy * (refresh + perChange * changed))
                    : Histories.rebuild(busy * rebuild);
        }

        double cost(BuildMode mode, int changed) {
            return mode == BuildMode.REFRESH ? refresh + perChange * changed : rebuild;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "  4, 0.40,  31, 1.35",
        "  5, 2.00, 180, 1.35",
        " 20, 0.00,  20, 1.35",
        " 20, 0.00,  15, 1.45",
        " 40, 1.00,  10, 1.75",
        "0.5, 0.01,  60, 1.35",
    })
    void overManyPushesTheChoiceCostsLittleMoreThanThatOfOneWhoKnows(
            double refresh, double perChange, double rebuild, double most) {
        Site site = new Site(refresh, perChange, rebuild);
        Random random = new Random(4);
        History history = History.NONE.and(site.build(BuildMode.REBUILD, 0, random));
        double spent = 0;
        double best = 0;
        for (int push = 0; push < 300; push++) {
            int changed = random.nextInt(4) == 0 ? 1 + random.nextInt(120) : 1 + random.nextInt(3);
            BuildMode mode = Choices.of(history, changed, Plan.Refresh.IN_PLACE).mode();
            spent += site.cost(mode, changed);
            best += Math.min(site.cost(BuildMode.REFRESH, changed), site.cost(BuildMode.REBUILD, changed));
            history = history.and(site.build(mode, changed, random));
        }

        assertThat(spent / best).isLessThan(most);
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "20, 17", "20, 14.5", "20, 13.5", "20, 25"})
    void nearTheBorderItDoesNotGoToAndFro(double refresh, double rebuild) {
        Site site = new Site(refresh, 0, rebuild);
        Random random = new Random(5);
        History history = History.NONE.and(site.build(BuildMode.REBUILD, 0, random));
        int turns = 0;
        BuildMode before = BuildMode.REFRESH;
        for (int push = 0; push < 200; push++) {
            BuildMode mode = Choices.of(history, 1, Plan.Refresh.IN_PLACE).mode();
            turns += mode == before ? 0 : 1;
            before = mode;
            history = history.and(site.build(mode, 1, random));
        }

        // One trial of the other each 10 or 20 builds, there and back.
        assertThat(turns).isLessThanOrEqualTo(200 / 10 * 2);
    }
}
