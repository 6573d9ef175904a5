package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectKey;
import java.time.Duration;
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

/**
 * Watches every write as it happens. The invariants of the design's section 4 that must hold in every state are checked
 * here; those that hold once everything has come to rest are {@link Rest}'s.
 */
final class Invariants implements SimulatedStore.Observer {
    private final World world;
    private final NavigableMap<Long, Claim> claims = new TreeMap<>();
    private final NavigableMap<Long, Report> reports = new TreeMap<>();
    private final Map<ChannelId, List<Generation>> logs = new HashMap<>();
    private final Map<ChannelId, Set<BuildNumber>> collected = new HashMap<>();
    private final Map<ChannelId, Long> newestFetch = new HashMap<>();
    private final Map<Scheduler.Actor, Claim> latestClaim = new HashMap<>();
    private final Map<Scheduler.Actor, Instant> latestEnd = new HashMap<>();
    private final Map<Long, Instant> claimedAt = new HashMap<>();
    private final Map<Long, ServiceProcess> claimedBy = new HashMap<>();
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final Live live;
    private final Needed needed;

    /**
     * Somebody was told that this is safe.
     *
     * @param move which of the branch's moves, counted from 0
     */
    record Acknowledged(ChannelId channel, int move) {}

    Invariants(World world) {
        this.world = world;
        this.live = new Live(world);
        this.needed = new Needed(world);
    }

    void acknowledged(ChannelId channel, int move) {
        acknowledged.add(new Acknowledged(channel, move));
    }

    void endRead(Scheduler.Actor by) {
        latestEnd.put(by, world.scheduler.now());
    }

    /** A fetch of the actor's claimed build; returns the time whose refs it gets to see. */
    Instant fetchedAsOf(Scheduler.Actor by, ChannelId channel) {
        newestFetch.merge(channel, latestClaim.get(by).number().value(), Math::max);
        return world.leavesOut(Omission.R4_CLAIM_BEFORE_FETCH) ? latestEnd.get(by) : world.scheduler.now();
    }

    @Override
    public void created(Scheduler.Actor by, ObjectKey key, byte[] content) {
        switch (key.name()) {
            case "claim.json" -> claimed(by, StoredFormat.CLAIM.read(content));
            case "report.json" -> reported(by, StoredFormat.REPORT.read(content, world.signer));
            default -> {
                if (key.value().contains("/generations/")) {
                    appended(StoredFormat.GENERATION.read(content));
                } else if (key.value().contains("/caches/")) {
                    needed.sealed(key, content);
                }
            }
        }
    }

    @Override
    public void deleted(ObjectKey key) {
        needed.deleted(key);
    }

    private void claimed(Scheduler.Actor by, Claim claim) {
        if (claim.base() != null) {
            Report base = reports.get(claim.base().value());
            require(
                    base != null && base.isSuccess() && base.channel().equals(claim.channel()),
                    "6: build " + claim.number() + " starts from " + claim.base() + ", which is no success");
        }
        for (Claim other : claims.values()) {
            boolean sameHands = claimedBy.get(other.number().value()) == by.process()
                    && latestClaim.containsValue(other)
                    && !other.equals(latestClaim.get(by));
            require(
                    !(sameHands && other.channel().equals(claim.channel()) && isOpen(other)),
                    "rule 10: " + by.process() + " builds " + claim.number() + " of " + claim.channel() + " beside "
                            + other.number());
        }
        claims.put(claim.number().value(), claim);
        claimedAt.put(claim.number().value(), world.scheduler.now());
        claimedBy.put(claim.number().value(), by.process());
        latestClaim.put(by, claim);
    }

    private void reported(Scheduler.Actor by, Report report) {
        long number = report.number().value();
        Claim claim = claims.get(number);
        require(claim != null, "build " + report.number() + " is reported, and was never claimed");
        reports.put(number, report);
        switch (report.outcome()) {
            case Outcome.Succeeded succeeded -> {
                require(
                        newestFetch.getOrDefault(report.channel(), 0L) <= number,
                        "4: build " + report.number() + " may be published, though #"
                                + newestFetch.get(report.channel()) + " has begun");
                live.requireComplete(report.channel(), succeeded.artifact(), succeeded.revision(), "reported");
            }
            case Outcome.Failed failed ->
                require(
                        failed.failure() != FailureClass.INTERNAL,
                        "8: build " + report.number() + " failed by the builder's own fault: " + failed.message());
            case Outcome.Abandoned abandoned -> requireReason(by, claim, abandoned);
            case Outcome.BranchGone _ -> {
                // Says nothing about content.
            }
        }
        if (report.isAnswer() && report.cause() == Cause.HEAL) {
            requireOneHeal(report);
        }
    }

    /** Rule 3: nobody closes the build of a builder that is well, unless it began at the very same moment. */
    private void requireReason(Scheduler.Actor by, Claim claim, Outcome.Abandoned abandoned) {
        ServiceProcess owner = claimedBy.get(claim.number().value());
        Duration age = Duration.between(claimedAt.get(claim.number().value()), world.scheduler.now());
        boolean troubled = owner == by.process()
                || owner.isDead()
                || owner.wasEverStalled()
                || by.process().wasEverStalled()
                || world.scheduler.wasTroubled();
        require(
                troubled || age.compareTo(Duration.ofSeconds(1)) < 0,
                "rule 3: " + claim.number() + " of a builder that is well was closed after " + age + ": "
                        + abandoned.reason());
    }

    /** 5: one answered heal per channel, revision and fingerprint. */
    private void requireOneHeal(Report report) {
        Optional<Revision> healed = revision(report);
        if (healed.isEmpty()) {
            return;
        }
        long heals = reports.values().stream()
                .filter(other -> other.isAnswer() && other.cause() == Cause.HEAL)
                .filter(other -> other.channel().equals(report.channel()))
                .filter(other -> revision(other).equals(healed) && !isConfiguration(other))
                .count();
        require(heals <= 1, "5: " + report.channel() + " at " + healed.get() + " was healed " + heals + " times");
    }

    private static boolean isConfiguration(Report report) {
        return report.outcome() instanceof Outcome.Failed failed && failed.failure() == FailureClass.CONFIGURATION;
    }

    private void appended(Generation generation) {
        List<Generation> log = logs.computeIfAbsent(generation.channel(), _ -> new ArrayList<>());
        if (generation.entry() instanceof Generation.Promoted promoted) {
            Report report = reports.get(promoted.build().value());
            require(
                    report != null
                            && report.isSuccess()
                            && report.channel().equals(generation.channel())
                            && report.outcome() instanceof Outcome.Succeeded succeeded
                            && succeeded.artifact().equals(promoted.artifact()),
                    "2: generation " + generation.number() + " is not of a successful build");
            live.requireComplete(generation.channel(), promoted.artifact(), promoted.revision(), "published");
            requireForward(log, generation.channel(), promoted);
            requireUnlocked(log, generation);
        }
        if (generation.entry() instanceof Generation.RolledBack back) {
            live.requireComplete(generation.channel(), back.artifact(), back.revision(), "gone back to");
        }
        if (generation.entry() instanceof Generation.Collected(var builds)) {
            needed.collected(generation, builds);
            collected
                    .computeIfAbsent(generation.channel(), _ -> new TreeSet<>())
                    .addAll(builds);
        }
        log.add(generation);
    }

    /** 3: by number, and by revision; every revision of the simulation is pushed once. */
    private void requireForward(List<Generation> log, ChannelId channel, Generation.Promoted promoted) {
        for (Generation earlier : log) {
            switch (earlier.entry()) {
                case Generation.Promoted before -> {
                    require(
                            promoted.build().isAbove(before.build()),
                            "3: " + promoted.build() + " is published after " + before.build());
                    require(
                            world.git.order(channel, promoted.revision())
                                    >= world.git.order(channel, before.revision()),
                            "3: " + channel + " goes back from " + before.revision() + " to " + promoted.revision());
                }
                case Generation.Retired retired ->
                    require(
                            promoted.build().isAbove(retired.build()),
                            "3: " + promoted.build() + " is published after " + retired.build() + " found it gone");
                case Generation.RolledBack _, Generation.Locked _, Generation.Unlocked _, Generation.Collected _ -> {
                    // People may go back.
                }
            }
        }
    }

    private void requireUnlocked(List<Generation> log, Generation promoted) {
        for (Generation earlier : log.reversed()) {
            if (earlier.entry() instanceof Generation.Unlocked) {
                return;
            }
            require(
                    !(earlier.entry() instanceof Generation.Locked || earlier.entry() instanceof Generation.RolledBack),
                    "rule 14: " + promoted.channel() + " is locked, and generation " + promoted.number()
                            + " was published");
        }
    }

    void requireComplete(Report report, String what) {
        if (report.outcome() instanceof Outcome.Succeeded succeeded) {
            live.requireComplete(report.channel(), succeeded.artifact(), succeeded.revision(), what);
        }
    }

    void requireNoGarbage() {
        needed.requireExactly();
    }

    /** What the channel's log says is collected. */
    Set<BuildNumber> collected(ChannelId channel) {
        return collected.getOrDefault(channel, Set.of());
    }

    int openClaims() {
        return (int) claims.values().stream().filter(this::isOpen).count();
    }

    private boolean isOpen(Claim claim) {
        return !reports.containsKey(claim.number().value());
    }

    /** A seal rots. The next build must start clean, and nothing else may happen. */
    void damageNewestSeal() {
        reports.values().stream()
                .filter(Report::isSuccess)
                .reduce((_, later) -> later)
                .ifPresent(report -> {
                    world.scheduler.say("the cache of " + report.number() + " rots");
                    ObjectKey seal = Keys.cache(report.channel(), report.number());
                    byte[] rotten = {'{'};
                    world.shared.put(seal, Content.of(rotten));
                    // It names no packs any more, so what it alone named may go.
                    needed.sealed(seal, rotten);
                });
    }

    static Optional<Revision> revision(Report report) {
        return switch (report.outcome()) {
            case Outcome.Succeeded succeeded -> Optional.of(succeeded.revision());
            case Outcome.Failed failed -> Optional.ofNullable(failed.revision());
            case Outcome.Abandoned _, Outcome.BranchGone _ -> Optional.empty();
        };
    }

    Optional<Report> report(BuildNumber number) {
        return Optional.ofNullable(reports.get(number.value()));
    }

    List<Report> reports() {
        return List.copyOf(reports.values());
    }

    List<Generation> log(ChannelId channel) {
        return logs.getOrDefault(channel, List.of());
    }

    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Violation(otherwise);
        }
    }
}
