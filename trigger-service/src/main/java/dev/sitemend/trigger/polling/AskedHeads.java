package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was asked for lately, by whichever door and process: fed by the build requests that arrive. It only saves
 * questions to the store and doubled requests; a process that starts without it asks once too often at most.
 */
final class AskedHeads {
    private final Map<ChannelId, Gap.Asked> asked = new ConcurrentHashMap<>();
    private final Map<ChannelId, Revision> settled = new ConcurrentHashMap<>();

    /** Takes note of an event, if it is a request for a head. */
    void arrived(Event event) {
        if (event instanceof BuildRequested request) {
            asked.merge(
                    request.channel(),
                    new Gap.Asked(request.revision(), request.at()),
                    (before, now) -> isOnlyHead(request) ? before : now);
            settled.remove(request.channel());
        }
    }

    Optional<Gap.Asked> last(ChannelId channel) {
        return Optional.ofNullable(asked.get(channel));
    }

    boolean isSettled(ChannelId channel, Revision head) {
        return head.equals(settled.get(channel));
    }

    void settled(ChannelId channel, Revision head) {
        settled.put(channel, head);
    }

    /** A request "build the head" by hand says nothing about which head; one of a push says that it is gone. */
    private static boolean isOnlyHead(BuildRequested request) {
        return request.revision() == null
                && switch (request.cause()) {
                    case FORCED, REPLAY, SCHEDULE, AUDIT, HEAL -> true;
                    case PUSH, RECONCILE -> false;
                };
    }
}
