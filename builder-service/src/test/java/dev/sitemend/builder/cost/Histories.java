package dev.sitemend.builder.cost;

import dev.sitemend.contracts.format.BuildCost;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.time.Instant;

/** Histories as short texts: {@code R183 1:5 100:44} is a rebuild of 183 s and refreshes of 1 and 100 changes. */
final class Histories {
    private static final Instant BEGIN = Instant.parse("2026-11-25T04:00:00Z");

    private Histories() {}

    static History of(String text) {
        History history = History.NONE;
        for (String word : text.isBlank() ? new String[0] : text.strip().split(" +")) {
            history = history.and(cost(word, history.costs().size()));
        }
        return history;
    }

    private static BuildCost cost(String word, int minute) {
        Instant at = BEGIN.plus(Duration.ofMinutes(minute));
        if (word.startsWith("R")) {
            return new BuildCost(BuildMode.REBUILD, null, 100, seconds(word.substring(1)), at);
        }

        String[] parts = word.split(":");
        return new BuildCost(BuildMode.REFRESH, Integer.valueOf(parts[0]), 10, seconds(parts[1]), at);
    }

    static BuildCost refresh(int changed, double seconds) {
        return new BuildCost(BuildMode.REFRESH, changed, 10, duration(seconds), BEGIN);
    }

    static BuildCost rebuild(double seconds) {
        return new BuildCost(BuildMode.REBUILD, null, 100, duration(seconds), BEGIN);
    }

    private static Duration seconds(String number) {
        return duration(Double.parseDouble(number));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
