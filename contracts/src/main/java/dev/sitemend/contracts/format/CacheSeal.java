package dev.sitemend.contracts.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sites/<site>/caches/<channel>/<number>.json}: a sealed cache. State and output are one pair, tied to the
 * revision that they were made from; half a pair is a miss. It counts only once the report of its build says success.
 *
 * @param state root tree of the generator's state; absent when the generator keeps none
 * @param output root tree of the output, the same as the artifact's
 * @param packs every pack that either tree needs
 * @param costs of the latest builds up to this one, oldest first, carried on from seal to seal; empty when not known
 */
public record CacheSeal(
        BuildNumber number,
        ChannelId channel,
        Revision revision,
        @Nullable Digest state,
        Digest output,
        List<PackReference> packs,
        Lineage lineage,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BuildCost> costs,
        Instant sealedAt,
        WriterToken writer) {
    public CacheSeal {
        packs = List.copyOf(packs);
        // Seals of the first version have none.
        costs = costs == null ? List.of() : List.copyOf(costs);
    }
}
