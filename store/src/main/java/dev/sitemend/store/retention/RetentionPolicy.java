package dev.sitemend.store.retention;

import dev.sitemend.contracts.format.Retention;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of a site's past stays, every field decided.
 *
 * @param site what stays at the site's own address
 * @param previews what stays of each preview
 * @param logsFor logs of builds whose pages are gone
 * @param journalFor claims, reports and heal marks
 */
public record RetentionPolicy(Window site, Window previews, Duration logsFor, Duration journalFor) {
    /**
     * A week to notice and to go back. Previews are looked at while they are worked on. The journal outlives what Kafka
     * remembers (90 days), so that an event that comes again still finds the report that it tells of.
     */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(
            new Window(10, Duration.ofDays(7)),
            new Window(2, Duration.ofDays(1)),
            Duration.ofDays(30),
            Duration.ofDays(400));

    /**
     * What of a channel stays: so many builds, and whatever is young.
     *
     * @param builds of those that were live, the newest, what is live included
     * @param time how long after it stopped being live, or was built, any other stays
     */
    public record Window(int builds, Duration time) {
        public Window {
            if (builds < 1) {
                throw new IllegalArgumentException("Cannot keep " + builds + " builds: what is live stays");
            }
        }
    }

    /** This policy, with what a site wants otherwise. */
    public RetentionPolicy with(@Nullable Retention wishes) {
        if (wishes == null) {
            return this;
        }
        return new RetentionPolicy(
                new Window(
                        Objects.requireNonNullElse(wishes.generations(), site.builds),
                        Objects.requireNonNullElse(wishes.generationsFor(), site.time)),
                new Window(
                        Objects.requireNonNullElse(wishes.previewGenerations(), previews.builds),
                        Objects.requireNonNullElse(wishes.previewsFor(), previews.time)),
                Objects.requireNonNullElse(wishes.logsFor(), logsFor),
                Objects.requireNonNullElse(wishes.journalFor(), journalFor));
    }
}
