package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.retention.ChannelPast;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a site has in the store, as it was read: builds first, then logs, then everything that builds name.
 *
 * @param removedAt by the store's clock; empty while the site is there
 * @param builds all that have a claim, a report or a log
 * @param channels all that have a publication log, or a build
 * @param seals every readable seal that may matter, by its build
 * @param healed the builds that the marks of a folder name, of folders with marks so old that they might go
 * @param looked artifacts of collected builds that open claims may use all the same
 */
record SiteSurvey(
        SiteSettings settings,
        Optional<Instant> removedAt,
        NavigableMap<BuildNumber, SurveyedBuild> builds,
        Map<ChannelId, SurveyedChannel> channels,
        Rest rest,
        Map<BuildNumber, CacheSeal> seals,
        Map<String, Set<BuildNumber>> healed,
        Map<BuildNumber, Artifact> looked) {
    /**
     * The rest of what lies below the site's prefix.
     *
     * @param heals by the folder of their revision and fingerprint, in the order of their attempts
     * @param others nothing that is known
     */
    record Rest(
            List<StoredObject> packs,
            List<StoredObject> caches,
            Map<String, List<StoredObject>> heals,
            List<StoredObject> others) {}

    Stream<SurveyedBuild> open() {
        return builds.values().stream().filter(SurveyedBuild::isOpen);
    }

    /** What open claims may use, by their own numbers. */
    List<Pin> pins() {
        return open().map(build -> Pin.of(((Told.Open) build.told()).claim())).toList();
    }

    /** The past of a channel, as far as its builds' fate depends on it. */
    ChannelPast past(ChannelId channel) {
        SurveyedChannel surveyed = Objects.requireNonNull(channels.get(channel));
        Map<BuildNumber, Instant> successes = new HashMap<>();
        for (SurveyedBuild build : builds.values()) {
            StoredObject report = build.report();
            if (report != null
                    && build.told() instanceof Told.Succeeded(ChannelId of, Artifact _)
                    && of.equals(channel)) {
                successes.put(build.number(), report.modifiedAt());
            }
        }
        return new ChannelPast(surveyed.log(), surveyed.written(), successes, needed(pins()), removedAt);
    }

    /** The builds whose packs or caches these claims may use. */
    Set<BuildNumber> needed(List<Pin> pins) {
        Set<BuildNumber> needed = new TreeSet<>();
        for (Pin pin : pins) {
            pin.base().ifPresent(needed::add);
            newestSuccess(pin.channel(), pin.number()).ifPresent(needed::add);
        }
        return needed;
    }

    /** The newest success of each channel, collected or not. */
    Map<ChannelId, BuildNumber> newestSuccesses() {
        Map<ChannelId, BuildNumber> newest = new HashMap<>();
        successes().forEach(build -> build.channel().ifPresent(channel -> newest.put(channel, build.number())));
        return newest;
    }

    private Optional<BuildNumber> newestSuccess(ChannelId channel, BuildNumber below) {
        return successes()
                .filter(build -> build.channel().equals(Optional.of(channel)))
                .map(SurveyedBuild::number)
                .filter(below::isAbove)
                .max(Comparator.naturalOrder());
    }

    /** In the order of their numbers. */
    private Stream<SurveyedBuild> successes() {
        return builds.values().stream()
                .filter(build -> build.told() instanceof Told.Succeeded || build.told() instanceof Told.Collected);
    }

    /** The newest of each channel that says anything. */
    Set<BuildNumber> newestAnswers() {
        Map<ChannelId, BuildNumber> newest = new HashMap<>();
        for (SurveyedBuild build : builds.values()) {
            if (!(build.told() instanceof Told.Abandoned)) {
                build.channel().ifPresent(channel -> newest.put(channel, build.number()));
            }
        }
        return Set.copyOf(newest.values());
    }

    Optional<BuildNumber> highest() {
        return builds.isEmpty() ? Optional.empty() : Optional.of(builds.lastKey());
    }
}
