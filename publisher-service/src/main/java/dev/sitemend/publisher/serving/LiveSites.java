package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.disk.LocalArtifacts;
import dev.sitemend.publisher.disk.PointerFiles;
import dev.sitemend.publisher.disk.Variants;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is served in step with the publication logs. A publication is shown only once all it needs is on the local
 * disk; until then, and for as long as the store is out of reach, what was shown before stays.
 */
public final class LiveSites {
    private static final Logger log = LoggerFactory.getLogger(LiveSites.class);

    private final Sites sites;
    private final PublicationLog logs;
    private final LocalArtifacts artifacts;
    private final PointerFiles pointers;
    private final Variants variants;
    private final Publications publications;
    private final GenerationGauges gauges;
    private final Map<SiteId, SiteSettings> registered = new ConcurrentHashMap<>();
    private final Map<ChannelId, Progress> channels = new ConcurrentHashMap<>();

    /**
     * How long the longest log is that was seen of a channel. Its guard makes a channel's changes wait for each other.
     */
    private static final class Progress {
        private int entries;
    }

    public LiveSites(
            Sites sites,
            PublicationLog logs,
            LocalArtifacts artifacts,
            PointerFiles pointers,
            Variants variants,
            Publications publications,
            GenerationGauges gauges) {
        this.sites = sites;
        this.logs = logs;
        this.artifacts = artifacts;
        this.pointers = pointers;
        this.variants = variants;
        this.publications = publications;
        this.gauges = gauges;
    }

    /** Shows what was live when the last process ended, from the local disk alone. Asks nobody for what is missing. */
    public void restore() throws IOException {
        for (SiteSettings settings : pointers.sites()) {
            registered.put(settings.site(), settings);
            gauges.watch(settings.site());
        }
        publications.register(registered.values());
        for (Generation generation : pointers.generations()) {
            try {
                publication(generation).ifPresent(publications::show);
            } catch (IOException | RuntimeException e) {
                log.warn(
                        "Cannot show {} from the local disk alone, the store will be asked: {}",
                        generation.channel(),
                        e.getMessage());
            }
        }
    }

    /**
     * Reads all sites and their logs, and shows what has changed. One channel that can not be brought holds up no
     * other.
     *
     * @return how many channels could not be brought
     * @throws dev.sitemend.store.StoreUnavailableException if not even the sites can be read
     */
    public int refreshAll() {
        int failed = 0;
        for (SiteId site : sites.all()) {
            Optional<SiteSettings> settings = refresh(site);
            if (settings.isEmpty() || settings.get().removed()) {
                continue;
            }
            for (ChannelId channel : logs.channels(site)) {
                try {
                    refresh(channel);
                } catch (RuntimeException e) {
                    failed++;
                    log.warn("Cannot show the newest generation of {}: {}", channel, e.getMessage());
                }
            }
        }

        return failed;
    }

    /** Reads a site's settings again; empty if there is no such site. */
    public Optional<SiteSettings> refresh(SiteId site) {
        Optional<SiteSettings> settings = sites.current(site);
        settings.ifPresent(newest -> {
            SiteSettings known = registered.put(site, newest);
            if (newest.equals(known)) {
                return;
            }

            publications.register(registered.values());
            gauges.watch(site);
            unchecked(() -> pointers.keep(newest));
            if (newest.removed()) {
                publications.all().stream()
                        .map(Publication::channel)
                        .filter(channel -> channel.site().equals(site))
                        .forEach(this::hide);
            }
        });
        return settings;
    }

    /** Reads the channel's log, and shows what it says is live, as {@link #follow}. */
    public void refresh(ChannelId channel) {
        follow(logs.read(channel));
    }

    /**
     * Shows what {@code entries} say is live, and returns once it is shown. A log that is older than one that was seen
     * already changes nothing.
     *
     * @throws dev.sitemend.store.StoreUnavailableException if the store does not answer
     * @throws dev.sitemend.store.UnreadableObjectException if the artifact is damaged; what was shown stays
     * @throws UncheckedIOException if the local disk does not take it; what was shown stays
     */
    public void follow(ChannelLog entries) {
        ChannelId channel = entries.channel();
        Progress progress = channels.computeIfAbsent(channel, key -> new Progress());
        synchronized (progress) {
            if (entries.entries().size() < progress.entries) {
                return;
            }
            progress.entries = entries.entries().size();
            if (!registered.containsKey(channel.site())) {
                refresh(channel.site());
            }

            Optional<Generation> live = entries.live()
                    .flatMap(artifact -> entries.entries().stream()
                            .filter(entry -> entry.number().equals(artifact.generation()))
                            .findFirst());
            if (live.isEmpty()) {
                hide(channel);
                return;
            }

            Optional<Publication> shown = publications.of(channel);
            if (shown.isEmpty() || !live.get().number().equals(shown.get().generation())) {
                unchecked(() -> show(live.get()));
            }
        }
    }

    private void show(Generation live) throws IOException {
        Optional<Publication> publication = publication(live);
        if (publication.isEmpty()) {
            return;
        }

        artifacts.complete(
                live.channel().site(),
                publication.get().artifact(),
                publication.get().manifest());
        pointers.keep(live);
        publications.show(publication.get());
        log.info(
                "Serving generation {} of {}: build {}",
                live.number(),
                live.channel(),
                publication.get().build());
        publication.get().rules().notes().forEach(note -> log.warn("{}: {}", live.channel(), note));
        for (Content content : publication.get().manifest().contents()) {
            variants.prepare(content);
        }
    }

    private void hide(ChannelId channel) {
        publications.hide(channel);
        unchecked(() -> pointers.remove(channel));
    }

    private Optional<Publication> publication(Generation generation) throws IOException {
        return switch (generation.entry()) {
            case Generation.Promoted(var build, var revision, Artifact artifact) -> {
                Manifest manifest = artifacts.manifest(generation.channel().site(), artifact);
                yield Optional.of(new Publication(
                        generation.channel(),
                        generation.number(),
                        build,
                        revision,
                        artifact,
                        generation.at(),
                        manifest,
                        SiteRules.read(artifacts, generation.channel().site(), artifact, manifest)));
            }
            case Generation.RolledBack(var build, var revision, Artifact artifact, var reason) ->
                publication(new Generation(
                        generation.number(),
                        generation.channel(),
                        new Generation.Promoted(build, revision, artifact),
                        generation.at(),
                        generation.by(),
                        generation.writer()));
            case Generation.Locked _, Generation.Unlocked _, Generation.Retired _ -> Optional.empty();
        };
    }

    private static void unchecked(DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface DiskWork {
        void run() throws IOException;
    }
}
