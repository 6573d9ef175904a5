package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Git, elsewhere: commits, branches with their past, and now and then an old view of them. */
final class GitHost {
    private final Map<Revision, Optional<Revision>> parents = new HashMap<>();
    private final Map<Revision, Content> contents = new HashMap<>();
    private final Map<ChannelId, List<Move>> moves = new HashMap<>();
    private final Map<ChannelId, Instant> gone = new HashMap<>();
    private Duration lag = Duration.ZERO;
    private int commits;

    /** Where a branch pointed from some time on. */
    record Move(Instant at, Optional<Revision> to) {}

    /** What the generator makes of a commit. */
    enum Content {
        FINE,
        /** Every refresh of it fails; a clean rebuild does not. */
        BREAKS_REFRESH,
        /** Nothing can digest it. */
        BROKEN,
        /** Its sitemend.yml is wrong. */
        MISCONFIGURED,
        /** Every refresh of it hangs until the limit. */
        HANGS_REFRESH
    }

    Revision commit(Optional<Revision> parent, Content content) {
        commits++;
        Revision revision = new Revision("%040x".formatted(commits));
        parents.put(revision, parent);
        contents.put(revision, content);
        return revision;
    }

    void move(ChannelId channel, Optional<Revision> to, Instant at) {
        moves.computeIfAbsent(channel, _ -> new ArrayList<>()).add(new Move(at, to));
    }

    /** The number of the branch's newest move, counted from 0. */
    int lastMove(ChannelId channel) {
        return moves.get(channel).size() - 1;
    }

    void lag(Duration duration) {
        lag = duration;
    }

    /**
     * What the host shows now; hosts of our own do not lag. Old views come and go, but a branch that it has shown to be
     * gone it does not show again as it was before: that could not be told from one that was created anew.
     */
    Optional<Revision> shown(ChannelId channel, Instant now, boolean lags) {
        Instant floor = gone.getOrDefault(channel, Instant.MIN);
        Instant old = lags ? now.minus(lag) : now;
        Instant view = old.isAfter(floor) ? old : floor;
        Optional<Revision> head = at(channel, view);
        if (head.isEmpty() && lastBefore(channel, view).isPresent()) {
            gone.put(channel, view);
        }
        return head;
    }

    private Optional<Move> lastBefore(ChannelId channel, Instant time) {
        return moves.getOrDefault(channel, List.of()).stream()
                .filter(move -> !move.at().isAfter(time))
                .reduce((_, later) -> later);
    }

    Optional<Revision> at(ChannelId channel, Instant time) {
        return moves.getOrDefault(channel, List.of()).stream()
                .filter(move -> !move.at().isAfter(time))
                .reduce((_, later) -> later)
                .flatMap(Move::to);
    }

    Content content(Revision revision) {
        return contents.get(revision);
    }

    Optional<Revision> parent(Revision revision) {
        return parents.get(revision);
    }

    boolean contains(Revision head, Revision revision) {
        for (Optional<Revision> at = Optional.of(head); at.isPresent(); at = parents.get(at.get())) {
            if (at.get().equals(revision)) {
                return true;
            }
        }
        return false;
    }

    /** When, among the branch's moves, it first pointed there. Every commit is pushed once. */
    int order(ChannelId channel, Revision revision) {
        List<Move> all = moves.getOrDefault(channel, List.of());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).to().equals(Optional.of(revision))) {
                return i;
            }
        }
        return -1;
    }
}
