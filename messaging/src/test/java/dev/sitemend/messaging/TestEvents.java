package dev.sitemend.messaging;

import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.time.Instant;

/** Events whose content does not matter. */
final class TestEvents {
    static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private TestEvents() {}

    static BuildRequested aRequest(String id, String site) {
        return new BuildRequested(
                new RequestId(id),
                ChannelId.of(site, "main"),
                BuildMode.REFRESH,
                Cause.PUSH,
                null,
                "linus",
                null,
                null,
                NOON,
                null);
    }

    static Event aHeartbeat(String site, long build) {
        return new BuildHeartbeat(
                ChannelId.of(site, "main"), new BuildNumber(build), new BuilderId("b1"), "generate", NOON);
    }
}
