package dev.sitemend.store.publication;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import java.time.Instant;

/**
 * What visitors of a channel get.
 *
 * @param at when it went live
 */
public record LiveArtifact(
        GenerationNumber generation, BuildNumber build, Revision revision, Artifact artifact, Instant at) {}
