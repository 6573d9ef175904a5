package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import java.time.Instant;

/**
 * {@code sites/<site>/heals/<channel>/<revision>-<fingerprint>/<attempt>.json}: names the build of one heal attempt, so
 * that a duplicated healer makes one rebuild.
 *
 * @param attempt counted from 1
 */
public record HealMark(
        ChannelId channel,
        Revision revision,
        String fingerprint,
        int attempt,
        BuildNumber build,
        Instant at,
        WriterToken writer) {}
