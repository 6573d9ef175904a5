package dev.sitemend.builder.cost;

import dev.sitemend.contracts.format.BuildCost;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the latest builds of a channel cost, oldest first. Predictions are medians: one build that a busy machine held
 * up moves none of them.
 */
public record History(List<BuildCost> costs) {
    public static final History NONE = new History(List.of());

    /** Refreshes are what mostly happens; more than that says nothing new about a site that changes. */
    private static final int KEPT_REFRESHES = 20;

    /** Kept apart, so that a hundred refreshes do not push out what a rebuild costs. */
    private static final int KEPT_REBUILDS = 10;

    /** Sites grow: what a rebuild cost long ago is too little. */
    private static final int TELLING_REBUILDS = 5;

    public History {
        costs = List.copyOf(costs);
    }

    /** With one more build; what became too old is left out. */
    public History and(BuildCost cost) {
        List<BuildCost> all = new ArrayList<>(costs);
        all.add(cost);
        int most = cost.mode() == BuildMode.REFRESH ? KEPT_REFRESHES : KEPT_REBUILDS;
        if (of(all, cost.mode()).size() > most) {
            all.remove(of(all, cost.mode()).getFirst());
        }
        return new History(all);
    }

    List<BuildCost> of(BuildMode mode) {
        return of(costs, mode);
    }

    private static List<BuildCost> of(List<BuildCost> all, BuildMode mode) {
        return all.stream().filter(cost -> cost.mode() == mode).toList();
    }

    /** How many builds in a row, up to the newest, were none of this mode. */
    int buildsSince(BuildMode mode) {
        int since = 0;
        for (BuildCost cost : costs.reversed()) {
            if (cost.mode() == mode) {
                return since;
            }

            since++;
        }
        return since;
    }

    /** When the clean rebuild ended that all later builds descend from. */
    public Optional<Instant> newestRebuild() {
        List<BuildCost> rebuilds = of(BuildMode.REBUILD);
        return rebuilds.isEmpty()
                ? Optional.empty()
                : Optional.of(rebuilds.getLast().at());
    }

    Optional<BuildMode> newestMode() {
        return costs.isEmpty() ? Optional.empty() : Optional.of(costs.getLast().mode());
    }

    /** What a clean rebuild will take: the median of the latest ones. */
    public Optional<Duration> predictedRebuild() {
        List<BuildCost> rebuilds = of(BuildMode.REBUILD);
        List<BuildCost> latest = rebuilds.subList(Math.max(0, rebuilds.size() - TELLING_REBUILDS), rebuilds.size());
        return latest.isEmpty()
                ? Optional.empty()
                : Optional.of(duration(Line.median(
                        latest.stream().mapToDouble(History::seconds).toArray())));
    }

    /** What a refresh of so many changed sources will take: so much for itself, and so much for each of them. */
    public Optional<Duration> predictedRefresh(int changedSources) {
        List<BuildCost> refreshes = of(BuildMode.REFRESH);
        if (refreshes.isEmpty()) {
            return Optional.empty();
        }

        Line line = Line.through(
                refreshes.stream().mapToDouble(History::changed).toArray(),
                refreshes.stream().mapToDouble(History::seconds).toArray());
        return Optional.of(duration(line.at(changedSources)));
    }

    /** What 95 % of this mode's builds stayed below; of less than 20, the slowest. */
    Optional<Duration> percentile95(BuildMode mode) {
        List<Duration> sorted = of(mode).stream().map(BuildCost::took).sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1));
    }

    static double changed(BuildCost cost) {
        Integer changed = cost.sourceChanges();
        return changed == null ? 0 : changed;
    }

    static double seconds(BuildCost cost) {
        return seconds(cost.took());
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
