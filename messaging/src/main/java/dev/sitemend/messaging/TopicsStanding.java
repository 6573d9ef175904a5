package dev.sitemend.messaging;

import java.util.Optional;

/** Whether the topics are there, without which nothing is read or written. */
public interface TopicsStanding {
    /** What keeps them from being there; empty once they are. */
    Optional<String> waitingFor();
}
