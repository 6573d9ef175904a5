package dev.sitemend.store.publication;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.PackReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An artifact names up to a hundred packs, and nearly all of them the generation before did, too. Kept as the same
 * objects, an entry takes 500 bytes of memory instead of 15,000.
 */
final class SharedPacks {
    private SharedPacks() {}

    /** The entry, with what it has in common with the newest artifact of {@code entries}. */
    static Generation in(List<Generation> entries, Generation next) {
        Generation.Entry entry = switch (next.entry()) {
            case Generation.Promoted(var build, var revision, var artifact) ->
                new Generation.Promoted(build, revision, sharing(entries, artifact));
            case Generation.RolledBack(var build, var revision, var artifact, var reason) ->
                new Generation.RolledBack(build, revision, sharing(entries, artifact), reason);
            case Generation.Locked _, Generation.Unlocked _, Generation.Retired _, Generation.Collected _ ->
                next.entry();
        };
        return new Generation(next.number(), next.channel(), entry, next.at(), next.by(), next.writer());
    }

    private static Artifact sharing(List<Generation> entries, Artifact artifact) {
        Optional<Artifact> newest = newest(entries);
        if (newest.isEmpty()) {
            return artifact;
        }

        Map<PackReference, PackReference> known = new HashMap<>();
        newest.get().packs().forEach(pack -> known.put(pack, pack));
        List<PackReference> packs = artifact.packs().stream()
                .map(pack -> known.getOrDefault(pack, pack))
                .toList();
        return new Artifact(
                artifact.root(),
                packs.equals(newest.get().packs()) ? newest.get().packs() : packs,
                artifact.files(),
                artifact.bytes());
    }

    private static Optional<Artifact> newest(List<Generation> entries) {
        for (Generation generation : entries.reversed()) {
            switch (generation.entry()) {
                case Generation.Promoted promoted -> {
                    return Optional.of(promoted.artifact());
                }
                case Generation.RolledBack rolledBack -> {
                    return Optional.of(rolledBack.artifact());
                }
                case Generation.Locked _, Generation.Unlocked _, Generation.Retired _, Generation.Collected _ -> {
                    // Says nothing of an artifact.
                }
            }
        }
        return Optional.empty();
    }
}
