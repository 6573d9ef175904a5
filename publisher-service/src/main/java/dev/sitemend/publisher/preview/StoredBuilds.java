package dev.sitemend.publisher.preview;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.disk.LocalArtifacts;
import dev.sitemend.publisher.serving.Publication;
import dev.sitemend.publisher.serving.SingleBuilds;
import dev.sitemend.publisher.serving.SiteRules;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Any successful build, from the store. A few are kept ready, and what is not there is not asked for again at once, so
 * that guessing numbers costs the store little. Contents are brought when they are first asked for.
 */
public final class StoredBuilds implements SingleBuilds {
    private static final int MOST_READY = 32;
    private static final int MOST_ABSENT = 1000;
    private static final Duration ABSENT_FOR = Duration.ofSeconds(2);

    private final Builds builds;
    private final PublicationLog logs;
    private final LocalArtifacts artifacts;
    private final Clock clock;
    private final Map<Key, Publication> ready = new Recent<>(MOST_READY);
    private final Map<Key, Instant> absent = new Recent<>(MOST_ABSENT);

    private record Key(SiteId site, BuildNumber number) {}

    public StoredBuilds(Builds builds, PublicationLog logs, LocalArtifacts artifacts, Clock clock) {
        this.builds = builds;
        this.logs = logs;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    @Override
    public Optional<Publication> find(SiteId site, BuildNumber number) {
        Key key = new Key(site, number);
        synchronized (this) {
            Publication known = ready.get(key);
            if (known != null) {
                return Optional.of(known);
            }
            Instant asked = absent.get(key);
            if (asked != null && clock.instant().isBefore(asked.plus(ABSENT_FOR))) {
                return Optional.empty();
            }
        }

        Optional<Publication> found = builds.report(site, number).flatMap(this::publication);
        synchronized (this) {
            found.ifPresentOrElse(publication -> ready.put(key, publication), () -> absent.put(key, clock.instant()));
        }
        return found;
    }

    private Optional<Publication> publication(Report report) {
        if (!(report.outcome() instanceof Outcome.Succeeded succeeded)) {
            return Optional.empty();
        }
        if (logs.read(report.channel()).collected().contains(report.number())) {
            return Optional.empty(); // What is left of it names pages that are gone.
        }

        SiteId site = report.channel().site();
        Artifact artifact = succeeded.artifact();
        try {
            Manifest manifest = artifacts.manifest(site, artifact);
            SiteRules rules = SiteRules.read(artifacts, site, artifact, manifest, SiteRules.none());
            return Optional.of(new Publication(
                    report.channel(),
                    null,
                    report.number(),
                    succeeded.revision(),
                    artifact,
                    report.finishedAt(),
                    manifest,
                    rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets the entry that was not used for longest. */
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final int most;

        private Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
