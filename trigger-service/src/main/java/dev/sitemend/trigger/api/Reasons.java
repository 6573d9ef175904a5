package dev.sitemend.trigger.api;

import dev.sitemend.trigger.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Why somebody wants something, for the record. */
public final class Reasons {
    private static final int LONGEST = 500;

    private Reasons() {}

    /** The reason as it was given, if it may be that long. */
    public static @Nullable String optional(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST) {
            throw Problem.INVALID.because(
                    "A reason has " + LONGEST + " characters at most; this has " + reason.length() + ".");
        }
        return reason;
    }

    /** The reason, which must be given. */
    public static String required(@Nullable String reason) {
        String given = optional(reason);
        if (given == null || given.isBlank()) {
            throw Problem.INVALID.because("Say why: “reason” is missing. Others read it beside your name.");
        }
        return given;
    }
}
