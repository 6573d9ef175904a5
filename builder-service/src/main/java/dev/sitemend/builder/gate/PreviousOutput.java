package dev.sitemend.builder.gate;

import java.util.Optional;
import java.util.Set;

/** The live artifact, as far as the gate compares with it. Paths are relative, with {@code /}. */
public interface PreviousOutput {
    /** How many files and links it has. */
    long count();

    /** All files and links, at the cost of reading all of its tree. */
    Set<String> files();

    /** The content of a file; empty when there is none or it cannot be read now. */
    Optional<byte[]> content(String file);
}
