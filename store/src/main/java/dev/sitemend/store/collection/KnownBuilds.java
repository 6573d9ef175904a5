package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reports say. They never change, so each is read once by a process, and of those that are collected or no success
 * only a few bytes are kept.
 */
final class KnownBuilds {
    private static final Logger LOG = LoggerFactory.getLogger(KnownBuilds.class);

    private final Builds builds;
    private final Documents<Report> unsigned;
    private final Map<SiteId, Map<BuildNumber, Told>> known = new ConcurrentHashMap<>();

    KnownBuilds(Builds builds, ObjectStore store) {
        this.builds = builds;
        this.unsigned = new Documents<>(store, StoredFormat.REPORT);
    }

    /** What a build's report says; empty if it has none. */
    Optional<Told> of(SiteId site, BuildNumber build) {
        Map<BuildNumber, Told> ofSite = known.computeIfAbsent(site, _ -> new ConcurrentHashMap<>());
        Told before = ofSite.get(build);
        if (before != null) {
            return Optional.of(before);
        }

        Optional<Told> told = read(site, build);
        told.ifPresent(it -> ofSite.put(build, it));
        return told;
    }

    /** The build is collected: nothing more is ever asked about it. */
    Told collected(SiteId site, BuildNumber build, Told.Collected collected) {
        known.computeIfAbsent(site, _ -> new ConcurrentHashMap<>()).put(build, collected);
        return collected;
    }

    /** Forgets what is not in the store any more. */
    void keepOnly(SiteId site, Collection<BuildNumber> numbers) {
        Map<BuildNumber, Told> ofSite = known.get(site);
        if (ofSite != null) {
            ofSite.keySet().retainAll(numbers);
        }
    }

    private Optional<Told> read(SiteId site, BuildNumber build) {
        try {
            return builds.report(site, build).map(KnownBuilds::told);
        } catch (CorruptObjectException e) {
            return Optional.of(foreign(site, build, e));
        }
    }

    private Told foreign(SiteId site, BuildNumber build, CorruptObjectException failure) {
        try {
            Optional<Told> told = unsigned.read(Keys.report(site, build)).map(KnownBuilds::told);
            if (told.isPresent() && told.get() instanceof Told.Succeeded(var channel, var artifact)) {
                LOG.warn(
                        "What report {} of {} names stays, though it is not ours: {}",
                        build,
                        site,
                        failure.getMessage());
                return new Told.Foreign(channel, artifact);
            }
        } catch (CorruptObjectException e) {
            LOG.warn("Report {} of {} says nothing: {}", build, site, e.getMessage());
        }
        return new Told.Nothing();
    }

    private static Told told(Report report) {
        return switch (report.outcome()) {
            case Outcome.Succeeded succeeded -> new Told.Succeeded(report.channel(), succeeded.artifact());
            case Outcome.Failed _, Outcome.BranchGone _ -> new Told.Answered(report.channel());
            case Outcome.Abandoned _ -> new Told.Abandoned(report.channel());
        };
    }
}
