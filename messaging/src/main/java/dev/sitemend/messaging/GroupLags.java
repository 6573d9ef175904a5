package dev.sitemend.messaging;

import java.util.List;

/** Knows how far each of Sitemend's consumer groups is behind. */
@FunctionalInterface
public interface GroupLags {
    /**
     * Every partition that a group of Sitemend consumes, by topic, group and number. Takes some requests to the broker:
     * not for a gauge.
     *
     * @throws EventsUnavailableException if the broker did not answer in time
     */
    List<GroupLag> read();
}
