package dev.sitemend.trigger.console;

import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.trigger.status.channel.ChannelState;
import dev.sitemend.trigger.status.channel.State;
import org.jspecify.annotations.Nullable;

/**
 * A state as glyph, word and colour together.
 *
 * @param glyph names the picture
 * @param colour the class that sets the colour
 * @param weight solid where a person must act, outline where the machine or somebody's will is at work, else plain
 */
record Badge(String glyph, String word, String colour, String weight) {
    private static final String PLAIN = "plain";
    private static final String OUTLINE = "outline";
    private static final String SOLID = "solid";

    static Badge of(ChannelState state) {
        String weight = state.needsAPerson() ? SOLID : OUTLINE;
        return switch (state.state()) {
            case CURRENT -> new Badge("current", "Current", "ok", PLAIN);
            case BUILDING -> new Badge("building", "Building", "work", OUTLINE);
            case HEALING -> new Badge("heal", "Healing", "heal", OUTLINE);
            case BEHIND -> new Badge("behind", "Behind", "late", weight);
            case LOCKED -> new Badge("lock", "Locked", "hold", OUTLINE);
            case QUARANTINED -> new Badge("quarantined", "Quarantined", "stop", SOLID);
        };
    }

    /** A state without a channel, for counts. */
    static Badge of(State state) {
        Badge badge = of(new ChannelState(state, "", "Nothing to do."));
        return new Badge(badge.glyph, badge.word, badge.colour, PLAIN);
    }

    /** How a build is. Solid red never stands for what mends itself. */
    static Badge build(String state, @Nullable Cause cause) {
        String running = cause == Cause.HEAL ? "heal" : "work";
        return switch (state) {
            case "succeeded" -> new Badge("tick", "Succeeded", "ok", PLAIN);
            case "failed" -> new Badge("cross", "Failed", "stop", PLAIN);
            case "running" -> new Badge("building", "Running", running, PLAIN);
            case "gone" -> new Badge("dot", "Branch gone", "hold", PLAIN);
            default -> new Badge("dot", Words.capitalised(state), "hold", PLAIN);
        };
    }

    Badge outlined() {
        return new Badge(glyph, word, colour, OUTLINE);
    }

    /** The shape of a build's mode: refresh circle, clean rebuild square, audit diamond. */
    static String shape(@Nullable BuildMode mode, @Nullable Cause cause) {
        if (cause == Cause.AUDIT) {
            return "audit";
        }
        return mode == BuildMode.REBUILD ? "rebuild" : "refresh";
    }
}
