package dev.sitemend.builder.gate;

import java.util.Optional;
import java.util.Set;

/** The live artifact, as far as the gate compares with it. Paths are relative, with {@code /}. */
public interface PreviousOutput {
    /** All files and links. */
    Set<String> files();

    /** The content of a file; empty when there is none or it cannot be read now. */
    Optional<byte[]> content(String file);
}
