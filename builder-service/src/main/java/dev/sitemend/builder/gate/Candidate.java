package dev.sitemend.builder.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An output that wants to be published.
 *
 * @param live what is live now, to compare with
 * @param require paths that must exist
 * @param shrink the share of files, in percent, that the output may lose against {@code live}
 * @param force whether somebody said that this output may shrink
 */
public record Candidate(
        Path output,
        Optional<PreviousOutput> live,
        List<String> require,
        int shrink,
        Shrinking force,
        LinkCheck links) {
    public Candidate {
        require = List.copyOf(require);
    }

    /** Whether an output may lose files without limit. */
    public enum Shrinking {
        LIMITED,
        FORCED
    }
}
