package dev.sitemend.builder.cost;

import dev.sitemend.contracts.format.BuildCost;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a build that ended well took, and the history that it adds to.
 *
 * @param sourceChanges absent for a clean rebuild
 */
public record Spent(History history, BuildMode mode, OptionalInt sourceChanges, Duration took) {
    /** For the seal. */
    public List<BuildCost> costs(Changes output, Instant at) {
        Integer changed = sourceChanges.isPresent() ? sourceChanges.getAsInt() : null;
        long written = output.added() + output.modified() + output.removed();
        return history.and(new BuildCost(mode, changed, written, took, at)).costs();
    }
}
