package dev.sitemend.trigger.replay;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a replay does, or did, one channel after the other. */
public record Replay(String id, List<Channel> channels) {
    public Replay {
        channels = List.copyOf(channels);
    }

    /** How many builds are asked for. */
    public long asked() {
        return channels.stream()
                .filter(channel -> channel.decision() instanceof Decision.Ask)
                .count();
    }

    /**
     * One channel.
     *
     * @param found how many of its requests were meant
     * @param at when the newest of them was made
     * @param revision what the newest of them asked for; absent where just the head was wanted
     */
    public record Channel(
            ChannelId channel,
            long found,
            Instant at,
            @Nullable Revision revision,
            Decision decision) {}

    /** Whether a channel is built again. */
    public sealed interface Decision {
        /** Under this id. The head as it is when the build begins, so the middle is not built. */
        record Ask(RequestId request) implements Decision {}

        /** @param why a clause, for people */
        record Leave(String why) implements Decision {}
    }
}
