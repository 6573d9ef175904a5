package dev.sitemend.trigger.console;

import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.trigger.api.BuildView;
import dev.sitemend.trigger.status.GenerationKind;
import dev.sitemend.trigger.status.GenerationRow;
import dev.sitemend.trigger.status.channel.Phrases;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build in a list.
 *
 * @param wentLive what became of it for visitors, in words
 * @param live whether visitors get it now
 */
record BuildLine(
        long number,
        String address,
        String shape,
        String colour,
        String what,
        @Nullable String revision,
        Badge outcome,
        String took,
        @Nullable Instant at,
        String wentLive,
        boolean live) {
    /**
     * @param log the channel's publication log
     * @param live the build that visitors get; absent while there is none
     */
    static BuildLine of(BuildView build, List<GenerationRow> log, @Nullable Long live, Instant now) {
        boolean isLive = live != null && live == build.number();
        Badge outcome = Badge.build(build.state(), build.cause());
        return new BuildLine(
                build.number(),
                Words.build(build.site(), build.number()),
                Badge.shape(build.mode(), build.cause()),
                build.state().equals("succeeded") && build.cause() == Cause.HEAL ? "heal" : outcome.colour(),
                what(build),
                build.revision(),
                outcome,
                took(build, now),
                build.finishedAt() == null ? build.startedAt() : build.finishedAt(),
                wentLive(build, log, isLive),
                isLive);
    }

    /** {@code Clean rebuild, heal of #213}. */
    static String what(BuildView build) {
        String mode = build.mode() == null ? "Build" : Phrases.mode(build.mode());
        if (build.cause() == null) {
            return mode;
        }
        return switch (build.cause()) {
            case PUSH -> mode + ", push";
            case FORCED -> mode + ", asked for";
            case HEAL -> mode + (build.healOf() == null ? ", heal" : ", heal of #" + build.healOf());
            case AUDIT -> mode + ", audit";
            case REPLAY -> mode + ", replay";
            case RECONCILE -> mode + ", found by asking the Git host";
            case SCHEDULE -> mode + ", on schedule";
        };
    }

    private static String took(BuildView build, Instant now) {
        if (build.duration() != null) {
            return Phrases.duration(build.duration());
        }
        return build.startedAt() == null || !build.state().equals("running")
                ? "–"
                : Words.between(build.startedAt(), now) + " so far";
    }

    private static String wentLive(BuildView build, List<GenerationRow> log, boolean live) {
        if (build.state().equals("running")) {
            return "not yet";
        }

        return log.stream()
                .filter(entry -> entry.build() != null && entry.build().value() == build.number())
                .filter(entry -> entry.kind() == GenerationKind.PROMOTED || entry.kind() == GenerationKind.ROLLED_BACK)
                .findFirst()
                .map(entry -> (live ? "Live now, generation " : "generation ")
                        + entry.number()
                        + (entry.kind() == GenerationKind.ROLLED_BACK ? ", by a rollback" : ""))
                .orElse("never");
    }
}
