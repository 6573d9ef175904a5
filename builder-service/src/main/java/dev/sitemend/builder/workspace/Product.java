package dev.sitemend.builder.workspace;

import java.nio.file.Path;

/**
 * What a finished build made, taken apart.
 *
 * @param output what will be published
 * @param state what a refresh needs besides: {@code source/…} lies below the source, {@code state/…} in the folder of
 *     its own
 */
public record Product(Folder output, FolderEdit state) {
    /** Where state lies that a generator keeps below the source. */
    public static final Path BELOW_SOURCE = Path.of("source");

    /** Where state lies that it keeps in {@code /site/state}. */
    public static final Path OWN_FOLDER = Path.of("state");
}
