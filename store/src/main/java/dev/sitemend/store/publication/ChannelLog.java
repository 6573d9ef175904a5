package dev.sitemend.store.publication;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A channel's publication log as it was read: a value, and what follows from it. */
public record ChannelLog(ChannelId channel, List<Generation> entries) {
    public ChannelLog {
        entries = List.copyOf(entries);
    }

    public static ChannelLog empty(ChannelId channel) {
        return new ChannelLog(channel, List.of());
    }

    /** This log with one more entry, the one under {@link #next()}. */
    public ChannelLog followedBy(Generation generation) {
        List<Generation> longer = new ArrayList<>(entries);
        longer.add(generation);
        return new ChannelLog(channel, longer);
    }

    /**
     * What is live; empty before the first promotion, after the branch's retirement, and where the site was removed so
     * long that it was collected.
     */
    public Optional<LiveArtifact> live() {
        return lastShown().filter(live -> !collected().contains(live.build()));
    }

    private Optional<LiveArtifact> lastShown() {
        for (Generation generation : entries.reversed()) {
            switch (generation.entry()) {
                case Generation.Promoted promoted -> {
                    return Optional.of(new LiveArtifact(
                            generation.number(),
                            promoted.build(),
                            promoted.revision(),
                            promoted.artifact(),
                            generation.at()));
                }
                case Generation.RolledBack rolledBack -> {
                    return Optional.of(new LiveArtifact(
                            generation.number(),
                            rolledBack.build(),
                            rolledBack.revision(),
                            rolledBack.artifact(),
                            generation.at()));
                }
                case Generation.Retired _ -> {
                    return Optional.empty();
                }
                case Generation.Locked _, Generation.Unlocked _, Generation.Collected _ -> {
                    // Holds or frees publishing, or says what is gone; what is live stays.
                }
            }
        }
        return Optional.empty();
    }

    /** The highest build that was ever promoted or retired: only a higher one may be promoted. */
    public Optional<BuildNumber> mark() {
        return entries.stream()
                .<BuildNumber>mapMulti((generation, found) -> {
                    switch (generation.entry()) {
                        case Generation.Promoted promoted -> found.accept(promoted.build());
                        case Generation.Retired retired -> found.accept(retired.build());
                        case Generation.RolledBack _,
                                Generation.Locked _,
                                Generation.Unlocked _,
                                Generation.Collected _ -> {
                            // A rollback names an older build, which was promoted before; a collected one is named by
                            // itself.
                        }
                    }
                })
                .max(Comparator.naturalOrder());
    }

    /** The entry that holds publishing at {@code now}: a lock that has not run out, or a rollback. */
    public Optional<Generation> lockAt(Instant now) {
        for (Generation generation : entries.reversed()) {
            switch (generation.entry()) {
                case Generation.Locked locked -> {
                    boolean over = locked.until() != null && !now.isBefore(locked.until());
                    return over ? Optional.empty() : Optional.of(generation);
                }
                case Generation.RolledBack _ -> {
                    return Optional.of(generation);
                }
                case Generation.Unlocked _ -> {
                    return Optional.empty();
                }
                case Generation.Promoted _, Generation.Retired _, Generation.Collected _ -> {
                    // Neither holds nor frees.
                }
            }
        }
        return Optional.empty();
    }

    /** The promotion of this build, if it ever was. */
    public Optional<Generation> promotionOf(BuildNumber build) {
        return entries.stream()
                .filter(generation -> generation.entry() instanceof Generation.Promoted promoted
                        && promoted.build().equals(build))
                .findFirst();
    }

    /** The builds that can not be read any more: nothing may make them live, and no build may start from them. */
    public Set<BuildNumber> collected() {
        Set<BuildNumber> collected = new TreeSet<>();
        for (Generation generation : entries) {
            if (generation.entry() instanceof Generation.Collected(List<BuildNumber> builds)) {
                collected.addAll(builds);
            }
        }
        return collected;
    }

    /** The number of the next entry. */
    public GenerationNumber next() {
        return new GenerationNumber(entries.size() + 1L);
    }
}
