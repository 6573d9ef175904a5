package dev.sitemend.store.retention;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BuildNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which builds of a channel stay readable. A pure function: the same past and the same time give the same answer, so
 * whoever loses a race for the log reads it again and decides again.
 *
 * @param stays with the first reason that holds
 * @param goes what may be collected: built or live too long ago, and needed by nobody
 */
public record ChannelRetention(SortedMap<BuildNumber, Why> stays, SortedSet<BuildNumber> goes) {
    public ChannelRetention {
        stays = Collections.unmodifiableSortedMap(new TreeMap<>(stays));
        goes = Collections.unmodifiableSortedSet(new TreeSet<>(goes));
    }

    /** Decides about every build of the channel that can be read and is not collected. */
    public static ChannelRetention of(ChannelPast past, RetentionPolicy.Window window, Instant now) {
        Map<BuildNumber, Instant> liveUntil = liveUntil(past, now);
        Set<BuildNumber> candidates = new TreeSet<>(past.successes().keySet());
        candidates.addAll(liveUntil.keySet());
        candidates.removeAll(past.log().collected());

        Optional<BuildNumber> live = live(past);
        boolean gone = isGone(past);
        List<BuildNumber> newestLive =
                gone ? List.of() : newestLive(liveUntil, past.log().collected(), window);
        Optional<BuildNumber> nextBase =
                gone ? Optional.empty() : past.successes().keySet().stream().max(BuildNumber::compareTo);
        Instant youngest = now.minus(window.time());

        SortedMap<BuildNumber, Why> stays = new TreeMap<>();
        for (BuildNumber build : candidates) {
            if (Optional.of(build).equals(live)) {
                stays.put(build, Why.LIVE);
            } else if (past.needed().contains(build)) {
                stays.put(build, Why.OPEN_BUILD);
            } else if (newestLive.contains(build)) {
                stays.put(build, Why.RETAINED);
            } else if (Optional.of(build).equals(nextBase)) {
                stays.put(build, Why.NEXT_BASE);
            } else if (liveUntil.getOrDefault(build, Instant.MIN).isAfter(youngest)) {
                stays.put(build, Why.LIVE_LATELY);
            } else if (past.successes().getOrDefault(build, Instant.MIN).isAfter(youngest)) {
                stays.put(build, Why.YOUNG);
            }
        }
        candidates.removeAll(stays.keySet());
        return new ChannelRetention(stays, new TreeSet<>(candidates));
    }

    /** What visitors get; nothing of a removed site. */
    private static Optional<BuildNumber> live(ChannelPast past) {
        return past.removed().isPresent() ? Optional.empty() : past.log().live().map(live -> live.build());
    }

    /**
     * Whether nothing of the channel will be needed again but by those who look back: it goes whole, after its time.
     */
    private static boolean isGone(ChannelPast past) {
        if (past.removed().isPresent()) {
            return true;
        }
        for (Generation generation : past.log().entries().reversed()) {
            switch (generation.entry()) {
                case Generation.Promoted _, Generation.RolledBack _ -> {
                    return false;
                }
                case Generation.Retired(BuildNumber found) -> {
                    // Pushed again since, and not yet decided: then the newest success is no history.
                    return past.successes().keySet().stream().noneMatch(success -> success.isAbove(found));
                }
                case Generation.Locked _, Generation.Unlocked _, Generation.Collected _ -> {
                    // Says nothing about what is live.
                }
            }
        }
        return false;
    }

    /** Every build that was ever live, in the order in which they became so last, and until when. */
    private static Map<BuildNumber, Instant> liveUntil(ChannelPast past, Instant now) {
        Map<BuildNumber, Instant> until = new LinkedHashMap<>();
        Optional<BuildNumber> live = Optional.empty();
        List<Generation> entries = past.log().entries();
        for (int i = 0; i < entries.size(); i++) {
            Optional<BuildNumber> next = becomesLive(entries.get(i));
            if (next.isEmpty() && !(entries.get(i).entry() instanceof Generation.Retired)) {
                continue;
            }

            Instant at = i < past.written().size() ? past.written().get(i) : now;
            live.ifPresent(before -> until.put(before, at));
            next.ifPresent(build -> {
                until.remove(build);
                until.put(build, at);
            });
            live = next;
        }
        live.ifPresent(last -> until.put(last, past.removed().orElse(now)));
        return until;
    }

    private static Optional<BuildNumber> becomesLive(Generation generation) {
        return switch (generation.entry()) {
            case Generation.Promoted promoted -> Optional.of(promoted.build());
            case Generation.RolledBack rolledBack -> Optional.of(rolledBack.build());
            case Generation.Locked _, Generation.Unlocked _, Generation.Retired _, Generation.Collected _ ->
                Optional.empty();
        };
    }

    private static List<BuildNumber> newestLive(
            Map<BuildNumber, Instant> liveUntil, Set<BuildNumber> collected, RetentionPolicy.Window window) {
        List<BuildNumber> newestFirst = new ArrayList<>(liveUntil.keySet()).reversed();
        return newestFirst.stream()
                .filter(build -> !collected.contains(build))
                .limit(window.builds())
                .toList();
    }
}
