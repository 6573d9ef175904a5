package dev.sitemend.startup;

import dev.sitemend.store.collection.Terms;
import dev.sitemend.store.retention.RetentionPolicy;
import dev.sitemend.store.retention.RetentionPolicy.Window;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What of the past stays, where a site says nothing else, and how the rest is collected: by every publisher, and by the
 * trigger when somebody asks.
 *
 * @param generations so many of the builds that were live last at a site's address stay
 * @param generationsFor and whatever was live there within this time
 * @param previewGenerations the same for each preview
 * @param previewsFor the same for each preview
 * @param logsFor logs of builds whose pages are gone
 * @param journalFor claims, reports, heal marks, tokens that are worth nothing
 * @param every how often to look; zero for never
 * @param grace how much older than every open claim a pack must be that nobody names
 * @param deadAfter a claim that is open so long is closed; longer than any build takes
 * @param mostDeletions of one run over one site
 */
@ConfigurationProperties("sitemend.collection")
public record CollectionProperties(
        @DefaultValue("10") int generations,
        @DefaultValue("7d") Duration generationsFor,
        @DefaultValue("2") int previewGenerations,
        @DefaultValue("1d") Duration previewsFor,
        @DefaultValue("30d") Duration logsFor,
        @DefaultValue("400d") Duration journalFor,
        @DefaultValue("15m") Duration every,
        @DefaultValue("1h") Duration grace,
        @DefaultValue("24h") Duration deadAfter,
        @DefaultValue("5000") int mostDeletions) {
    /** The same, as collectors want it. */
    public Terms terms() {
        return new Terms(
                new RetentionPolicy(
                        new Window(generations, generationsFor),
                        new Window(previewGenerations, previewsFor),
                        logsFor,
                        journalFor),
                grace,
                deadAfter,
                mostDeletions);
    }
}
