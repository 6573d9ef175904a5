package dev.sitemend.builder.intake;

import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When every open build, of any builder, was heard of last. By the time of hearing: other machines' clocks say nothing.
 */
final class Heartbeats {
    /** Far longer than anybody waits for a heartbeat; what is older is forgotten. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Clock clock;
    // In the order of the last sign, so that the oldest are found first.
    private final Map<Key, Instant> lastSigns = new LinkedHashMap<>();

    Heartbeats(Clock clock) {
        this.clock = clock;
    }

    /** A heartbeat came in. */
    synchronized void heard(BuildHeartbeat heartbeat) {
        sign(new Key(heartbeat.channel().site(), heartbeat.build()));
    }

    /**
     * The last heartbeat of this build; when none was heard, the first time that somebody asked: a builder that just
     * started has not listened long enough to call another one silent.
     */
    synchronized Instant lastSign(SiteId site, BuildNumber build) {
        Key key = new Key(site, build);
        Instant known = lastSigns.get(key);
        return known != null ? known : sign(key);
    }

    private Instant sign(Key key) {
        Instant now = clock.instant();
        lastSigns.remove(key);
        lastSigns.put(key, now);
        lastSigns.values().removeIf(sign -> sign.isBefore(now.minus(KEPT)));
        return now;
    }

    private record Key(SiteId site, BuildNumber build) {}
}
