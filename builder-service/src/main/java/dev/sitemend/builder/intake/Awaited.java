package dev.sitemend.builder.intake;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.id.ChannelId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Other builders' claims that were found open when a channel had its turn: their reports may be the answer. */
final class Awaited {
    private final Map<ChannelId, SequencedMap<Long, Claim>> claims = new ConcurrentHashMap<>();

    void add(ChannelId channel, Collection<Claim> open) {
        if (!open.isEmpty()) {
            SequencedMap<Long, Claim> of = claims.computeIfAbsent(channel, _ -> new TreeMap<>());
            open.forEach(claim -> of.put(claim.number().value(), claim));
        }
    }

    List<Claim> of(ChannelId channel) {
        SequencedMap<Long, Claim> of = claims.get(channel);
        return of == null ? List.of() : List.copyOf(of.values());
    }

    void remove(ChannelId channel, Claim claim) {
        claims.computeIfPresent(channel, (_, of) -> {
            of.remove(claim.number().value());
            return of.isEmpty() ? null : of;
        });
    }
}
