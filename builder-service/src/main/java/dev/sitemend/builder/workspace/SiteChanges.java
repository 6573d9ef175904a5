package dev.sitemend.builder.workspace;

import java.nio.file.Path;
import java.util.Set;

/**
 * What commands did to the three folders of a site.
 *
 * @param source below {@code /site/src}: state, and an output folder if it lies there; and much that is nothing of both
 * @param output {@code /site/out}
 * @param state {@code /site/state}
 * @param evicted files of the source that took the place of state: what the base has there is no state any more
 */
public record SiteChanges(FolderEdit source, Folder output, FolderEdit state, Set<Path> evicted) {
    public SiteChanges {
        evicted = Set.copyOf(evicted);
    }
}
