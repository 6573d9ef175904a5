package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest heartbeat of each running build. In memory: three seconds later there is another. */
final class Heartbeats {
    private final Map<Key, BuildHeartbeat> newest = new ConcurrentHashMap<>();

    private record Key(SiteId site, BuildNumber build) {}

    /** Whether the build does something else than at its heartbeat before. */
    boolean beat(BuildHeartbeat heartbeat) {
        BuildHeartbeat before = newest.put(new Key(heartbeat.channel().site(), heartbeat.build()), heartbeat);
        return before == null || !before.step().equals(heartbeat.step());
    }

    Optional<BuildHeartbeat> newest(SiteId site, BuildNumber build) {
        return Optional.ofNullable(newest.get(new Key(site, build)));
    }

    void ended(SiteId site, BuildNumber build) {
        newest.remove(new Key(site, build));
    }
}
