package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills an empty read model from the object store: sites, claims, reports, publication logs. May run beside the readers
 * of the topics, and may be broken off and begun again.
 */
final class StoreImport {
    private static final Logger LOG = LoggerFactory.getLogger(StoreImport.class);
    private static final String DONE = "imported";

    private final ReadModelDatabase database;
    private final ReadModel model;
    private final Sites sites;
    private final Builds builds;
    private final PublicationLog publications;

    StoreImport(ReadModelDatabase database, ReadModel model, Sites sites, Builds builds, PublicationLog publications) {
        this.database = database;
        this.model = model;
        this.sites = sites;
        this.builds = builds;
        this.publications = publications;
    }

    /** Whether the rows hold what the store knew when they were new. */
    boolean isDone() {
        return database.identity(DONE).isPresent();
    }

    /**
     * Takes everything in.
     *
     * @throws dev.sitemend.store.StoreUnavailableException if the store does not answer; begin again then
     */
    void run() {
        int numbers = 0;
        for (SiteId site : sites.all()) {
            Optional<SiteSettings> settings = sites.current(site);
            settings.ifPresent(model::remember);
            numbers += builds(site);
            for (ChannelId channel : publications.channels(site)) {
                model.remember(read(() -> publications.read(channel).entries().stream()
                                .map(StoredHistory::of)
                                .toList())
                        .orElse(List.of()));
            }
        }

        database.identity(DONE, "yes");
        LOG.info("The read model was filled from the object store: {} builds", numbers);
    }

    private int builds(SiteId site) {
        List<BuildNumber> numbers = builds.numbers(site);
        for (BuildNumber number : numbers) {
            List<Event> history = new ArrayList<>();
            read(() -> builds.claimOf(site, number))
                    .flatMap(claim -> claim)
                    .ifPresent(claim -> history.addAll(StoredHistory.of(claim)));
            read(() -> builds.report(site, number))
                    .flatMap(report -> report)
                    .ifPresent(report -> history.addAll(StoredHistory.of(report)));
            model.remember(history);
        }
        return numbers.size();
    }

    /** A damaged document is left out: it says nothing, to the pipeline as well. */
    private static <T> Optional<T> read(Supplier<T> document) {
        try {
            return Optional.of(document.get());
        } catch (UnreadableObjectException e) {
            LOG.warn("The read model leaves out a stored document: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
