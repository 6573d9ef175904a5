package dev.sitemend.builder.workspace;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a generator writes.
 *
 * @param outputInSource the output's folder below the source, if it is not {@code /site/out}
 */
public record Layout(Optional<Path> outputInSource, PreviousOutput previousOutput) {
    /** Into {@code /site/out}, which a refresh finds empty. */
    public static final Layout SIMPLE = new Layout(Optional.empty(), PreviousOutput.EMPTIED);

    /** What a refresh finds in the output folder. */
    public enum PreviousOutput {
        KEPT,
        EMPTIED
    }
}
