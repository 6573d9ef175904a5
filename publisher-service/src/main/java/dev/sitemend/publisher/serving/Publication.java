package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.publisher.artifact.Manifest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One artifact as it is served: everything that answers to requests come from. Immutable; a newer generation is another
 * object, and a request holds one of them from beginning to end.
 *
 * @param generation absent when a build is served by its number and not as what its channel published
 * @param modified {@code Last-Modified} of all pages
 */
public record Publication(
        ChannelId channel,
        @Nullable GenerationNumber generation,
        BuildNumber build,
        Revision revision,
        Artifact artifact,
        Instant modified,
        Manifest manifest,
        SiteRules rules) {
    /** The same artifact, as it is served by its build's number. */
    public Publication asBuild() {
        return new Publication(channel, null, build, revision, artifact, modified, manifest, rules);
    }
}
