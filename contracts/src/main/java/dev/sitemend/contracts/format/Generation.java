package dev.sitemend.contracts.format;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sites/<site>/channels/<channel>/generations/<seq>.json}: one entry of a channel's publication log. Create-only
 * and without gaps: whoever creates the next number has decided, everyone else looks again.
 *
 * @param by the person or part of Sitemend that wrote the entry
 */
public record Generation(
        GenerationNumber number, ChannelId channel, Entry entry, Instant at, String by, WriterToken writer) {
    /** What the entry says. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Promoted.class, name = "promoted"),
        @JsonSubTypes.Type(value = RolledBack.class, name = "rolled-back"),
        @JsonSubTypes.Type(value = Locked.class, name = "locked"),
        @JsonSubTypes.Type(value = Unlocked.class, name = "unlocked"),
        @JsonSubTypes.Type(value = Retired.class, name = "retired"),
        @JsonSubTypes.Type(value = Collected.class, name = "collected")
    })
    public sealed interface Entry {}

    /** A newly built artifact is live. */
    public record Promoted(BuildNumber build, Revision revision, Artifact artifact) implements Entry {}

    /** An older artifact is live, and the channel is locked. */
    public record RolledBack(BuildNumber build, Revision revision, Artifact artifact, String reason) implements Entry {}

    /** Publishing is held; builds go on. {@code until} is absent for a lock without end. */
    public record Locked(String reason, @Nullable Instant until) implements Entry {}

    /** Publishing goes on. */
    public record Unlocked(String reason) implements Entry {}

    /** The branch is gone, as {@code build} found: nothing of the channel is served any more. */
    public record Retired(BuildNumber build) implements Entry {}

    /**
     * These builds of the channel can not be read any more, so nothing may make them live. Written before the first of
     * their bytes goes.
     *
     * @param builds at least one, none of them live
     */
    public record Collected(List<BuildNumber> builds) implements Entry {
        public Collected {
            builds = List.copyOf(builds);
        }
    }
}
