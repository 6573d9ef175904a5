package dev.sitemend.builder.generator;

import java.nio.file.Path;

/** What one generator does to us, as a description. Implementations hold data and no I/O beyond looking for files. */
interface Preset {
    /** As in {@code sitemend.yml}. */
    String name();

    /** Whether a folder looks like a site of this generator. */
    boolean recognises(Path root);

    /** How this site is built. */
    Recipe recipe(Site site);
}
