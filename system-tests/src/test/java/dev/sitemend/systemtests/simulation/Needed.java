package dev.sitemend.systemtests.simulation;

import static dev.sitemend.systemtests.simulation.Invariants.require;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.json.MalformedDocumentException;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.StoredObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** 7: what is not collected is readable to the last byte, and once there is peace there is nothing else. */
final class Needed {
    private final World world;
    private final Map<ObjectKey, CacheSeal> seals = new HashMap<>();

    Needed(World world) {
        this.world = world;
    }

    void sealed(ObjectKey key, byte[] content) {
        try {
            seals.put(key, StoredFormat.CACHE_SEAL.read(content));
        } catch (MalformedDocumentException e) {
            seals.remove(key);
        }
    }

    /** Called for every deletion the moment it happened. */
    void deleted(ObjectKey key) {
        for (Report success : readable()) {
            require(
                    !packs(artifact(success).packs()).contains(key),
                    "7: " + success.number() + " of " + success.channel() + " is not collected, and its pack " + key
                            + " is deleted");
        }
        for (Report base : nextBases()) {
            ObjectKey seal = Keys.cache(base.channel(), base.number());
            require(!seal.equals(key), "7: the next build starts from " + base.number() + ", and its seal is deleted");
            require(
                    !packs(sealedPacks(seal)).contains(key),
                    "7: the next build starts from " + base.number() + ", and its pack " + key + " is deleted");
        }
        seals.remove(key);
    }

    /** What is said to be collected is not what visitors get. */
    void collected(Generation entry, List<BuildNumber> builds) {
        Optional<BuildNumber> live = Live.shown(world.invariants.log(entry.channel()));
        require(
                live.filter(builds::contains).isEmpty(),
                "7: " + entry.channel() + " shows " + live + ", which is said to be collected");
    }

    /** Everything that may go is gone, and what stays is whole. */
    void requireExactly() {
        Set<ObjectKey> packs = new TreeSet<>();
        Set<ObjectKey> caches = new TreeSet<>();
        for (Report success : readable()) {
            world.invariants.requireComplete(success, "kept");
            packs.addAll(packs(artifact(success).packs()));
        }
        for (Report base : nextBases()) {
            ObjectKey seal = Keys.cache(base.channel(), base.number());
            caches.add(seal);
            packs.addAll(packs(sealedPacks(seal)));
        }
        caches.retainAll(keys("caches/")); // Some were damaged, and some builds leave none.

        require(packs.equals(keys("packs/")), "7: packs " + keys("packs/") + " are there, and needed are " + packs);
        require(caches.equals(keys("caches/")), "7: caches " + keys("caches/") + " are there, and needed " + caches);
        require(keys("probe/").isEmpty(), "7: there are probes: " + keys("probe/"));
        requireRetained();
    }

    /** As many as the policy says, and no more; fewer, if some went while the branch was gone. */
    private void requireRetained() {
        Map<ChannelId, Set<BuildNumber>> kept = new TreeMap<>();
        readable()
                .forEach(success -> kept.computeIfAbsent(success.channel(), _ -> new TreeSet<>())
                        .add(success.number()));
        kept.forEach((channel, builds) -> {
            List<Generation> log = world.invariants.log(channel);
            int most = channel.branch().value().equals("main")
                    ? CollectorActor.POLICY.site().builds()
                    : CollectorActor.POLICY.previews().builds();
            Set<BuildNumber> may = new TreeSet<>();
            Set<BuildNumber> must = new TreeSet<>();
            if (Live.shown(log).isPresent()) {
                Set<BuildNumber> collected = world.invariants.collected(channel);
                Live.everShown(log).stream()
                        .filter(build -> !collected.contains(build))
                        .limit(most)
                        .forEach(may::add);
                Live.everShown(sinceRetired(log)).stream().limit(most).forEach(must::add);
            }
            nextBases().stream()
                    .filter(base -> base.channel().equals(channel))
                    .map(Report::number)
                    .forEach(must::add);
            may.addAll(must);
            require(
                    builds.containsAll(must) && may.containsAll(builds),
                    "7: of " + channel + " " + builds + " stay, and should " + must + " or " + may);
        });
    }

    private static List<Generation> sinceRetired(List<Generation> log) {
        int first = log.size();
        while (first > 0 && !(log.get(first - 1).entry() instanceof Generation.Retired)) {
            first--;
        }
        return log.subList(first, log.size());
    }

    /** Every success that no log says is collected. */
    private List<Report> readable() {
        return world.invariants.reports().stream()
                .filter(Report::isSuccess)
                .filter(report -> !world.invariants.collected(report.channel()).contains(report.number()))
                .toList();
    }

    /** Each channel's newest success, unless it is collected. */
    private Collection<Report> nextBases() {
        Map<ChannelId, Report> newest = new HashMap<>();
        world.invariants.reports().stream()
                .filter(Report::isSuccess)
                .forEach(report -> newest.put(report.channel(), report));
        newest.values()
                .removeIf(report -> world.invariants.collected(report.channel()).contains(report.number()));
        return newest.values();
    }

    private List<PackReference> sealedPacks(ObjectKey seal) {
        CacheSeal found = seals.get(seal);
        return found == null ? List.of() : found.packs();
    }

    private Set<ObjectKey> keys(String folder) {
        String prefix = folder.equals("probe/") ? folder : Keys.site(World.SITE) + folder;
        return Listing.all(world.shared, prefix).stream()
                .map(StoredObject::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<ObjectKey> packs(Collection<PackReference> references) {
        return references.stream()
                .map(pack -> Keys.pack(World.SITE, pack.digest()))
                .collect(Collectors.toSet());
    }

    private static Artifact artifact(Report success) {
        return ((Outcome.Succeeded) success.outcome()).artifact();
    }
}
