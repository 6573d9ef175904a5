package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Generation.Promoted;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.disk.LocalArtifacts;
import dev.sitemend.publisher.disk.PointerFiles;
import dev.sitemend.publisher.disk.Variants;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final ServedGenerations gauges;
    private final Map<SiteId, SiteSettings> registered = new ConcurrentHashMap<>();
    private final Map<ChannelId, Progress> channels = new ConcurrentHashMap<>();

    /** How far a channel has come. Its guard makes the channel's changes wait for each other. */
    private static final class Progress {
        /** Of the longest log that was seen. */
        private volatile int entries;

        /** Whether all that is shown was seen to be on the disk since the start. */
        private volatile boolean whole;
    }

    public LiveSites(
            Sites sites,
            PublicationLog logs,
            LocalArtifacts artifacts,
            PointerFiles pointers,
            Variants variants,
            Publications publications,
            ServedGenerations gauges) {
        this.sites = sites;
        this.logs = logs;
        this.artifacts = artifacts;
        this.pointers = pointers;
        this.variants = variants;
        this.publications = publications;
        this.gauges = gauges;
    }

    /** Shows what was live when the last process ended, as far as the local disk knows it. */
    public void restore() throws IOException {
        for (SiteSettings settings : pointers.sites()) {
            registered.put(settings.site(), settings);
            gauges.watch(settings.site());
        }
        publications.register(registered.values());
        boolean answers = true;
        for (Generation generation : pointers.generations()) {
            channels.put(generation.channel(), new Progress());
            Optional<Promoted> live = MadeLive.by(generation);
            try {
                // What is damaged here is brought, but the silence of a store is waited for only once.
                if (live.isPresent() && (answers || artifacts.knows(live.get().artifact()))) {
                    publications.show(publication(generation, live.get(), SiteRules.none()));
                }
            } catch (StoreUnavailableException e) {
                answers = false;
                log.warn("Cannot show {} before the store answers: {}", generation.channel(), e.getMessage());
            } catch (IOException | RuntimeException e) {
                log.warn("Cannot show {} before the store is asked: {}", generation.channel(), e.getMessage());
            }
        }
    }

    /**
     * Finds all sites and channels there are, and shows what has changed. One channel that can not be brought holds up
     * no other. Lists the sites and the channels, so its cost grows with them.
     *
     * @return how many channels could not be brought
     * @throws dev.sitemend.store.StoreUnavailableException if not even the sites can be read
     */
    public int discoverAll() {
        int failed = 0;
        for (SiteId site : sites.all()) {
            if (isServed(refresh(site))) {
                for (ChannelId channel : logs.channels(site)) {
                    failed += attempt(channel);
                }
            }
        }
        return failed;
    }

    /**
     * Looks for news of the sites and channels that are known: one request for each, of what would be its next entry.
     * Retired channels are left out; they come back with an event, or when all are discovered.
     *
     * @return how many channels could not be brought
     * @throws dev.sitemend.store.StoreUnavailableException if not even the sites can be read
     */
    public int lookAll() {
        int failed = 0;
        Set<SiteId> served = new HashSet<>();
        for (SiteId site : registered.keySet()) {
            if (isServed(refresh(site))) {
                served.add(site);
            }
        }
        for (ChannelId channel : channels.keySet()) {
            boolean mayChange = publications.of(channel).isPresent() || !isRead(channel);
            if (mayChange && served.contains(channel.site())) {
                failed += attempt(channel);
            }
        }
        return failed;
    }

    private static boolean isServed(Optional<SiteSettings> settings) {
        return settings.filter(known -> !known.removed()).isPresent();
    }

    /** Whether the channel's log was read since the start. */
    private boolean isRead(ChannelId channel) {
        Progress progress = channels.get(channel);
        return progress != null && progress.entries > 0;
    }

    private int attempt(ChannelId channel) {
        try {
            refresh(channel);
            return 0;
        } catch (RuntimeException e) {
            log.warn("Cannot show the newest generation of {}: {}", channel, e.getMessage());
            return 1;
        }
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

            unchecked(() -> show(live.get(), progress));
        }
    }

    private void show(Generation generation, Progress progress) throws IOException {
        Optional<Promoted> live = MadeLive.by(generation);
        if (live.isEmpty()) {
            return;
        }

        SiteId site = generation.channel().site();
        Optional<Publication> shown = publications.of(generation.channel());
        if (shown.isPresent() && generation.number().equals(shown.get().generation())) {
            if (!progress.whole) {
                prepare(artifacts.bringAll(site, live.get().artifact()));
                progress.whole = true;
            }
            return;
        }

        Optional<Publication> before = shown.or(() -> publications.ofSite(site));
        Artifact artifact = live.get().artifact();
        Map<Content, String> brought = before.isPresent()
                ? artifacts.bringNew(site, before.get().artifact(), artifact)
                : artifacts.bringAll(site, artifact);
        Publication publication = publication(
                generation, live.get(), before.map(Publication::rules).orElseGet(SiteRules::none));
        pointers.keep(generation);
        publications.show(publication);
        progress.whole = before.isEmpty() || isWhole(before.get().channel());
        log.info(
                "Serving generation {} of {}: build {}, {} files new here",
                generation.number(),
                generation.channel(),
                live.get().build(),
                brought.size());
        publication.rules().notes().forEach(note -> log.warn("{}: {}", generation.channel(), note));
        prepare(brought);
    }

    private void prepare(Map<Content, String> brought) {
        brought.forEach((content, path) -> {
            if (MediaTypes.isCompressible(MediaTypes.of(path))) {
                variants.prepare(content);
            }
        });
    }

    private boolean isWhole(ChannelId channel) {
        Progress progress = channels.get(channel);
        return progress != null && progress.whole;
    }

    private void hide(ChannelId channel) {
        publications.hide(channel);
        unchecked(() -> pointers.remove(channel));
    }

    private Publication publication(Generation generation, Promoted live, SiteRules before) throws IOException {
        SiteId site = generation.channel().site();
        Manifest manifest = artifacts.manifest(site, live.artifact());
        return new Publication(
                generation.channel(),
                generation.number(),
                live.build(),
                live.revision(),
                live.artifact(),
                generation.at(),
                manifest,
                SiteRules.read(artifacts, site, live.artifact(), manifest, before));
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
