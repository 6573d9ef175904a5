package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code sites/<site>/builds/<number>/claim.json}: the right to execute one build. Create-only; the create allocates
 * the number. It is written after the base cache was chosen and the end of the partition was read, and before anything
 * is fetched, so that numbers order what was fetched.
 *
 * @param request the request that made the builder claim
 * @param wanted the revision the request named; absent for a deleted branch or when only "build the head" was asked
 * @param base the build whose sealed cache this one starts from; absent for a clean rebuild
 * @param healOf the failed build that a {@code HEAL} mends
 * @param partition of {@code sitemend.build-requests} that the request was read from
 * @param offset of the request in that partition
 * @param endOffset of that partition, read before anything is fetched: requests of the channel below it are covered by
 *     this build if it contains their revision
 * @param writer tells this claim from another builder's in a read-back
 * @param traceparent W3C trace context of the request
 */
public record Claim(
        BuildNumber number,
        ChannelId channel,
        RequestId request,
        BuildMode mode,
        Cause cause,
        String requester,
        @Nullable Revision wanted,
        @Nullable BuildNumber base,
        @Nullable BuildNumber healOf,
        int partition,
        long offset,
        long endOffset,
        BuilderId builder,
        Instant startedAt,
        WriterToken writer,
        @Nullable String traceparent) {}
