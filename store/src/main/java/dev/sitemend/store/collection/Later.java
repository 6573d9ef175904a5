package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Artifact;
import java.util.List;

/**
 * What came after the survey, read once it was said what is collected.
 *
 * @param pins every claim since, open or closed
 * @param artifacts of those among them, and of those that were open before, that have succeeded since
 */
record Later(List<Pin> pins, List<Artifact> artifacts) {
    static final Later NOTHING = new Later(List.of(), List.of());

    Later {
        pins = List.copyOf(pins);
        artifacts = List.copyOf(artifacts);
    }
}
