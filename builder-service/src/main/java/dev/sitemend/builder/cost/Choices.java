package dev.sitemend.builder.cost;

import dev.sitemend.builder.generator.Plan;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.util.Optional;

/**
 * Refresh or rebuild, by what the site's builds have cost. A refresh is the default; a rebuild must be shown to be the
 * cheaper one. Without I/O.
 */
public final class Choices {
    /** Fewer refreshes are too little to tell what they cost. */
    private static final int ENOUGH_REFRESHES = 3;

    /** One alone may be from when the site was small, or the machine busy. */
    private static final int ENOUGH_REBUILDS = 2;

    /** After so many refreshes one suspected of being the cheaper one is tried. */
    private static final int SUSPICION = 5;

    /** After so many builds of one kind the other is measured again, */
    private static final int UNMEASURED_REFRESHES = 10;

    private static final int UNMEASURED_REBUILDS = 20;

    /** unless it is known to cost more than so many times as much: 4 / 20 of the refreshes' time at most. */
    private static final double DEAREST_TRIAL = 4;

    /** A rebuild must be so much cheaper: it also reads and sends all of the site. */
    private static final double CLEARLY = 0.7;

    /** Where the last build was one already, a little less: near the border it must not go to and fro. */
    private static final double STILL = 0.85;

    /** What only caches make quicker is not worth them for less than a tenth. */
    private static final double WORTH_ITS_CACHE = 0.9;

    private Choices() {}

    /** A clean rebuild, whatever it costs: it was asked for, or nothing else is allowed. */
    public static BuildChoice clean(History history, String reason) {
        return new BuildChoice(
                BuildMode.REBUILD, reason, null, history.predictedRebuild().orElse(null), null);
    }

    /**
     * Chooses between what is both allowed.
     *
     * @param changed how many source files differ from the cache's
     */
    public static BuildChoice of(History history, int changed, Plan.Refresh kind) {
        return new Predicted(history, changed, kind).choice();
    }

    /** Whether to seal the state of a build for the next one. A refresh in place needs it; caches must pay. */
    public static Keeping keeping(History history, Plan.Refresh kind) {
        return switch (kind) {
            case NONE -> Keeping.LEFT;
            case IN_PLACE -> Keeping.KEPT;
            // With the build that was just done, so that every tenth leaves its caches to one that measures them.
            case CACHES ->
                new Predicted(history, 0, kind).choice().mode() == BuildMode.REFRESH ? Keeping.KEPT : Keeping.LEFT;
        };
    }

    /** What becomes of the state that a build leaves. */
    public enum Keeping {
        KEPT,
        LEFT
    }

    /** One question with what the history says to it. */
    private record Predicted(
            History history, int changed, Plan.Refresh kind, Optional<Duration> refresh, Optional<Duration> rebuild) {
        Predicted(History history, int changed, Plan.Refresh kind) {
            this(history, changed, kind, history.predictedRefresh(changed), history.predictedRebuild());
        }

        BuildChoice as(BuildMode mode, String reason) {
            return new BuildChoice(mode, reason, refresh.orElse(null), rebuild.orElse(null), changed);
        }

        BuildChoice choice() {
            int refreshes = history.of(BuildMode.REFRESH).size();
            if (refresh.isEmpty() || rebuild.isEmpty() || refreshes < ENOUGH_REFRESHES) {
                return as(BuildMode.REFRESH, "too few builds are known to compare what they cost");
            }

            int rebuilt = history.buildsSince(BuildMode.REFRESH);
            int refreshed = history.buildsSince(BuildMode.REBUILD);
            if (isRebuildCheaper()) {
                return weigh(rebuilt, refreshed);
            }

            boolean affordable = ratio() <= DEAREST_TRIAL;
            return refreshed >= UNMEASURED_REBUILDS && affordable && kind == Plan.Refresh.IN_PLACE
                    ? as(BuildMode.REBUILD, "to measure it again after " + refreshed + " refreshes; " + comparison())
                    : as(BuildMode.REFRESH, comparison());
        }

        private BuildChoice weigh(int rebuilt, int refreshed) {
            if (rebuilt >= UNMEASURED_REFRESHES) {
                return as(BuildMode.REFRESH, "to measure it again after " + rebuilt + " rebuilds; " + comparison());
            }
            if (history.of(BuildMode.REBUILD).size() >= ENOUGH_REBUILDS) {
                return as(BuildMode.REBUILD, comparison());
            }
            return refreshed >= SUSPICION
                    ? as(BuildMode.REBUILD, "to measure it a second time; " + comparison())
                    : as(BuildMode.REFRESH, "only one rebuild is known; " + comparison());
        }

        private boolean isRebuildCheaper() {
            return switch (kind) {
                case NONE -> true;
                case CACHES -> ratio() < 1 / WORTH_ITS_CACHE;
                case IN_PLACE -> {
                    boolean still = history.newestMode().equals(Optional.of(BuildMode.REBUILD));
                    yield ratio() < (still ? STILL : CLEARLY) && wasSeenTwice();
                }
            };
        }

        /** A line says much of what nobody has seen. So refreshes of this size took longer at least twice. */
        private boolean wasSeenTwice() {
            double border = seconds(rebuild);
            return history.of(BuildMode.REFRESH).stream()
                            .filter(cost -> History.changed(cost) <= 2.0 * Math.max(1, changed))
                            .filter(cost -> History.seconds(cost) > border)
                            .count()
                    >= 2;
        }

        /** A rebuild's cost in refreshes. */
        private double ratio() {
            // A refresh of 0 ms is one that the clock could not see.
            return seconds(rebuild) / Math.max(0.001, seconds(refresh));
        }

        private String comparison() {
            return "a refresh of " + changed + (changed == 1 ? " changed file" : " changed files")
                    + " is predicted to take " + Spoken.of(refresh.orElseThrow()) + ", a clean rebuild "
                    + Spoken.of(rebuild.orElseThrow());
        }

        private static double seconds(Optional<Duration> duration) {
            return History.seconds(duration.orElseThrow());
        }
    }
}
