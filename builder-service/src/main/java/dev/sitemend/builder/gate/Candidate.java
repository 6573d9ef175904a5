package dev.sitemend.builder.gate;

import java.util.Optional;

/**
 * An output that wants to be published.
 *
 * @param live what is live now, to compare with
 */
public record Candidate(Output output, Optional<PreviousOutput> live, Rules rules, Shrinking shrinking) {
    /** Whether somebody said that this output may lose as many files as it likes. */
    public enum Shrinking {
        LIMITED,
        FORCED
    }
}
