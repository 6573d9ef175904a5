package dev.sitemend.store.collection;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import java.util.Optional;

/**
 * A claim that is open, or was a moment ago. Its builder may read the cache of the base, and use again the packs of the
 * base and of the newest success below its own number.
 */
record Pin(BuildNumber number, ChannelId channel, Optional<BuildNumber> base) {
    static Pin of(Claim claim) {
        return new Pin(claim.number(), claim.channel(), Optional.ofNullable(claim.base()));
    }
}
