package dev.sitemend.store.collection;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.store.StoredObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One build as the listing showed it, and what its documents say. */
record SurveyedBuild(
        BuildNumber number,
        @Nullable StoredObject claim,
        @Nullable StoredObject report,
        @Nullable StoredObject log,
        Told told) {
    boolean isOpen() {
        return told instanceof Told.Open;
    }

    Optional<ChannelId> channel() {
        return switch (told) {
            case Told.Open(var claimed) -> Optional.of(claimed.channel());
            case Told.Succeeded(var channel, var _) -> Optional.of(channel);
            case Told.Answered(var channel) -> Optional.of(channel);
            case Told.Abandoned(var channel) -> Optional.of(channel);
            case Told.Collected(var channel) -> Optional.of(channel);
            case Told.Foreign(var channel, var _) -> Optional.of(channel);
            case Told.Nothing() -> Optional.empty();
        };
    }
}
