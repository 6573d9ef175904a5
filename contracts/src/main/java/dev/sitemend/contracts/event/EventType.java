package dev.sitemend.contracts.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The one place where events get their names and versions. The CloudEvents type is
 * {@code dev.sitemend.<name>.v<version>}; a reader that does not know the version sets the record aside as a dead
 * letter.
 */
public enum EventType {
    SITE_CHANGED(Topic.SITES, SiteEvent.SiteChanged.class, 1),
    BUILD_REQUESTED(Topic.BUILD_REQUESTS, RequestEvent.BuildRequested.class, 1),
    DEAD_LETTERED(Topic.DEAD_LETTERS, DeadLetterEvent.DeadLettered.class, 1),
    DEAD_LETTER_RESOLVED(Topic.DEAD_LETTERS, DeadLetterEvent.DeadLetterResolved.class, 1),
    BUILD_STARTED(Topic.BUILDS, BuildEvent.BuildStarted.class, 1),
    BUILD_HEARTBEAT(Topic.BUILDS, BuildEvent.BuildHeartbeat.class, 1),
    BUILD_SUCCEEDED(Topic.BUILDS, BuildEvent.BuildSucceeded.class, 1),
    BUILD_FAILED(Topic.BUILDS, BuildEvent.BuildFailed.class, 1),
    BUILD_ABANDONED(Topic.BUILDS, BuildEvent.BuildAbandoned.class, 1),
    BRANCH_VANISHED(Topic.BUILDS, BuildEvent.BranchVanished.class, 1),
    BUILD_SKIPPED(Topic.BUILDS, BuildEvent.BuildSkipped.class, 1),
    LOG_CHUNK(Topic.BUILD_LOGS, LogEvent.LogChunk.class, 1),
    ROLL_BACK(Topic.PUBLISH_COMMANDS, PublishEvent.RollBack.class, 1),
    LOCK(Topic.PUBLISH_COMMANDS, PublishEvent.Lock.class, 1),
    UNLOCK(Topic.PUBLISH_COMMANDS, PublishEvent.Unlock.class, 1),
    PROMOTED(Topic.PROMOTIONS, PromotionEvent.Promoted.class, 1),
    ROLLED_BACK(Topic.PROMOTIONS, PromotionEvent.RolledBack.class, 1),
    PROMOTION_REFUSED(Topic.PROMOTIONS, PromotionEvent.PromotionRefused.class, 1),
    CHANNEL_QUARANTINED(Topic.PROMOTIONS, PromotionEvent.ChannelQuarantined.class, 1),
    DRIFTED(Topic.PROMOTIONS, PromotionEvent.Drifted.class, 1),
    LOCKED(Topic.PROMOTIONS, PromotionEvent.Locked.class, 1),
    UNLOCKED(Topic.PROMOTIONS, PromotionEvent.Unlocked.class, 1),
    COMMAND_REFUSED(Topic.PROMOTIONS, PromotionEvent.CommandRefused.class, 1),
    CHANNEL_RETIRED(Topic.PROMOTIONS, PromotionEvent.ChannelRetired.class, 1),
    BUILDS_COLLECTED(Topic.PROMOTIONS, PromotionEvent.BuildsCollected.class, 1);

    private static final String PREFIX = "dev.sitemend.";
    private static final Map<Class<? extends Event>, EventType> BY_CLASS =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::eventClass, type -> type));
    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::cloudEventType, type -> type));

    private final Topic topic;
    private final Class<? extends Event> eventClass;
    private final int version;

    EventType(Topic topic, Class<? extends Event> eventClass, int version) {
        this.topic = topic;
        this.eventClass = eventClass;
        this.version = version;
    }

    public static EventType of(Event event) {
        return Objects.requireNonNull(BY_CLASS.get(event.getClass()), () -> event.getClass() + " has no type");
    }

    /** The type with this CloudEvents name and version; empty when this version of Sitemend does not know it. */
    public static Optional<EventType> named(String cloudEventType) {
        return Optional.ofNullable(BY_NAME.get(cloudEventType));
    }

    public Topic topic() {
        return topic;
    }

    public Class<? extends Event> eventClass() {
        return eventClass;
    }

    public int version() {
        return version;
    }

    public String cloudEventType() {
        return PREFIX + eventClass.getSimpleName() + ".v" + version;
    }
}
