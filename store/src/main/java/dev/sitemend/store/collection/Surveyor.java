package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a site has in the store. */
final class Surveyor {
    private static final Logger LOG = LoggerFactory.getLogger(Surveyor.class);

    private final ObjectStore store;
    private final Sites sites;
    private final Builds builds;
    private final PublicationLog publication;
    private final Caches caches;
    private final Documents<HealMark> heals;
    private final KnownBuilds known;
    private final Terms terms;

    Surveyor(Collector.Shelves shelves, Terms terms) {
        this.store = shelves.store();
        this.sites = shelves.sites();
        this.builds = shelves.builds();
        this.publication = shelves.publication();
        this.terms = terms;
        this.caches = new Caches(store);
        this.heals = new Documents<>(store, StoredFormat.HEAL_MARK);
        this.known = new KnownBuilds(builds, store);
    }

    /**
     * Reads a site; empty if it was never registered.
     *
     * @throws CorruptObjectException if something can not be read that may name what must stay
     */
    Optional<SiteSurvey> survey(SiteId site, Instant now) {
        return sites.current(site).map(settings -> survey(settings, now));
    }

    private SiteSurvey survey(SiteSettings settings, Instant now) {
        SiteId site = settings.site();
        // Builds before logs: a success that is not seen here is in a log only with all that it needs.
        SiteListing listing = SiteListing.read(store, site);
        Map<ChannelId, SurveyedChannel> channels = logs(site, listing);
        Map<BuildNumber, ChannelId> collected = new HashMap<>();
        channels.forEach(
                (channel, surveyed) -> surveyed.log().collected().forEach(build -> collected.put(build, channel)));

        NavigableMap<BuildNumber, SurveyedBuild> surveyed = new TreeMap<>();
        listing.builds().forEach((number, objects) -> {
            ChannelId of = collected.get(number);
            Told told = of == null
                    ? told(site, number, objects, now.minus(terms.deadAfter()))
                    : known.collected(site, number, new Told.Collected(of));
            surveyed.put(number, new SurveyedBuild(number, objects.claim(), objects.report(), objects.log(), told));
        });
        known.keepOnly(site, surveyed.keySet());
        for (SurveyedBuild build : surveyed.values()) {
            build.channel()
                    .ifPresent(channel -> channels.computeIfAbsent(
                            channel, absent -> new SurveyedChannel(ChannelLog.empty(absent), List.of())));
        }

        SiteSurvey survey = new SiteSurvey(
                settings,
                settings.removed() ? Optional.of(removedAt(site)) : Optional.empty(),
                surveyed,
                channels,
                listing.rest(store),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>());
        addWhatIsNeeded(survey);
        addHeals(survey, now.minus(terms.defaults().with(settings.retention()).journalFor()));
        return survey;
    }

    /** What has been claimed since, and what of it, and of what was open, has succeeded. */
    Later later(SiteSurvey survey) {
        SiteId site = survey.settings().site();
        List<Pin> pins = new ArrayList<>();
        List<BuildNumber> maybeClosed =
                new ArrayList<>(survey.open().map(SurveyedBuild::number).toList());
        BuildNumber next = survey.highest().map(BuildNumber::next).orElse(new BuildNumber(1));
        Optional<Claim> claim = builds.claimOf(site, next);
        while (claim.isPresent()) {
            pins.add(Pin.of(claim.get()));
            maybeClosed.add(next);
            next = next.next();
            claim = builds.claimOf(site, next);
        }

        List<Artifact> artifacts = new ArrayList<>();
        for (BuildNumber build : maybeClosed) {
            known.of(site, build).flatMap(Surveyor::artifact).ifPresent(artifacts::add);
        }
        return new Later(pins, artifacts);
    }

    private Map<ChannelId, SurveyedChannel> logs(SiteId site, SiteListing listing) {
        Map<ChannelId, SurveyedChannel> logs = new TreeMap<>();
        for (ChannelId channel : publication.channels(site)) {
            ChannelLog log = publication.read(channel);
            List<Instant> written = listing.entries(channel.branch().slug());
            logs.put(channel, new SurveyedChannel(log, written));
        }
        return logs;
    }

    private Told told(SiteId site, BuildNumber number, SiteListing.OfBuild objects, Instant dead) {
        StoredObject claim = objects.claim();
        if (claim == null && objects.report() == null) {
            return new Told.Nothing(); // A log alone: its claim and report went before.
        }

        // Asked even where no report was listed: it may have come since.
        Optional<Told> report = known.of(site, number);
        if (report.isPresent()) {
            return report.get();
        }
        try {
            return builds.claimOf(site, number).<Told>map(Told.Open::new).orElseGet(Told.Nothing::new);
        } catch (CorruptObjectException e) {
            if (claim != null && claim.modifiedAt().isBefore(dead)) {
                return new Told.Nothing();
            }
            throw e;
        }
    }

    private Instant removedAt(SiteId site) {
        return Listing.all(store, Keys.settings(site)).getLast().modifiedAt();
    }

    /** Seals that may stay, and what open claims may use of builds that are collected. */
    private void addWhatIsNeeded(SiteSurvey survey) {
        SiteId site = survey.settings().site();
        Set<BuildNumber> needed = survey.needed(survey.pins());
        for (BuildNumber build : needed) {
            if (survey.builds().containsKey(build) && survey.builds().get(build).told() instanceof Told.Collected) {
                look(site, build).ifPresent(artifact -> survey.looked().put(build, artifact));
            }
        }

        Set<BuildNumber> bases = new TreeSet<>(survey.newestSuccesses().values());
        bases.addAll(needed);
        for (BuildNumber base : bases) {
            Optional.ofNullable(survey.builds().get(base))
                    .flatMap(SurveyedBuild::channel)
                    .flatMap(channel -> seal(channel, base))
                    .ifPresent(seal -> survey.seals().put(base, seal));
        }
    }

    private void addHeals(SiteSurvey survey, Instant old) {
        survey.rest().heals().forEach((folder, marks) -> {
            if (marks.stream().anyMatch(mark -> mark.modifiedAt().isBefore(old))) {
                Set<BuildNumber> named = new TreeSet<>();
                marks.forEach(
                        mark -> heals.read(mark.key()).map(HealMark::build).ifPresent(named::add));
                survey.healed().put(folder, named);
            }
        });
    }

    /** Past what is known: that it is collected says no more what it was. */
    private Optional<Artifact> look(SiteId site, BuildNumber build) {
        return builds.report(site, build)
                .flatMap(report -> report.outcome() instanceof Outcome.Succeeded succeeded
                        ? Optional.of(succeeded.artifact())
                        : Optional.empty());
    }

    private Optional<CacheSeal> seal(ChannelId channel, BuildNumber build) {
        try {
            return caches.seal(channel, build);
        } catch (CorruptObjectException e) {
            LOG.warn("The cache of {} of {} is damaged, and names nothing: {}", build, channel, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Artifact> artifact(Told told) {
        return switch (told) {
            case Told.Succeeded(var _, var artifact) -> Optional.of(artifact);
            case Told.Foreign(var _, var artifact) -> Optional.of(artifact);
            case Told.Open _, Told.Answered _, Told.Abandoned _, Told.Collected _, Told.Nothing _ -> Optional.empty();
        };
    }
}
