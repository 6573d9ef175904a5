package dev.sitemend.store.collection;

import java.util.List;

/**
 * Every object of a site, judged.
 *
 * @param goes in the order in which it is to be deleted
 */
public record Sweep(List<Garbage> goes, List<Spared> stays) {
    public Sweep {
        goes = List.copyOf(goes);
        stays = List.copyOf(stays);
    }
}
