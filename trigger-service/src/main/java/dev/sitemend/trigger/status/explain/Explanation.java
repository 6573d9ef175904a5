package dev.sitemend.trigger.status.explain;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where between commit and visitor a channel is.
 *
 * @param headline the answer in one sentence
 * @param state of the channel
 * @param stations all six, in the order in which a commit passes them
 * @param next what to do, in words
 * @param evidence how we know
 */
public record Explanation(String headline, String state, List<Station> stations, String next, List<Evidence> evidence) {
    public Explanation {
        stations = List.copyOf(stations);
        evidence = List.copyOf(evidence);
    }

    /** How far a station is. */
    public enum Status {
        DONE,
        /** Here it is stuck. */
        BLOCKED,
        /** On its way, or not reached yet. */
        WAITING;

        /** The word that people and programs read. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The six stations, by the names that people and programs read. */
    public enum Name {
        HEAD,
        RECEIVED,
        QUEUED,
        BUILT,
        PROMOTED,
        SERVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One station.
     *
     * @param fact in a few words
     * @param detail a sentence more, may be empty
     */
    public record Station(
            Name name,
            Status status,
            String fact,
            String detail,
            @Nullable Instant at) {}

    /** A question that was asked, its answer, and who gave it. */
    public record Evidence(String question, String answer, String source) {}
}
