package dev.sitemend.trigger.console;

import dev.sitemend.trigger.api.BuildView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What broke, in words; where the time went; what changed; the log.
 *
 * @param badges of the build, and of the build that heals it
 * @param note absent for an ordinary success
 * @param notes what a writer should know though the build succeeded
 */
record BuildPage(
        Frame frame,
        BuildView build,
        String channel,
        boolean production,
        String name,
        List<Badge> badges,
        String lead,
        @Nullable Note note,
        List<String> notes,
        List<Step> steps,
        String total,
        List<Fact> facts,
        @Nullable String lineage,
        Log log) {
    /**
     * Says what happened, and ends in a verb.
     *
     * @param colour of the rule
     * @param line the number of the line that says most; absent when the log does not have it
     */
    record Note(
            String colour,
            String heading,
            List<Fact> facts,
            @Nullable Long line) {}

    /** A term and what is to be said; with an address where there is more. */
    record Fact(String term, String text, @Nullable String address) {}

    /**
     * One step as a bar, of a width of 1000.
     *
     * @param from where the bar begins
     */
    record Step(String name, Badge outcome, String took, long from, long width) {}

    /**
     * The last lines of the log.
     *
     * @param left how many lines before them are left out
     * @param next the number of the line that a running build prints next
     * @param running whether more will come
     * @param missing why there is none; empty when there is
     */
    record Log(List<Line> lines, long left, long next, boolean running, String address, String missing) {}

    /** @param failing whether this is the line that says most */
    record Line(long number, List<AnsiLine.Piece> pieces, boolean failing) {}

    /** When the build began; for one that is known by its end only, when it ended. */
    @Nullable
    Instant at() {
        return build.startedAt() == null ? build.finishedAt() : build.startedAt();
    }
}
