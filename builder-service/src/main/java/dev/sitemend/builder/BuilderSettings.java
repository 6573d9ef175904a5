package dev.sitemend.builder;

import dev.sitemend.builder.cost.CacheBudget;
import dev.sitemend.builder.cost.TimeLimits;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.SandboxMode;
import dev.sitemend.builder.workspace.Method;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a builder must know besides what all services do.
 *
 * @param buildNetwork whether a site's wish for network is granted to all; else each site's setting decides
 * @param sandbox what confines builds
 * @param limits where a build ends by force; a site's own limits can only be tighter
 * @param cache what may be kept for the next build
 * @param builder how much is done at a time
 */
@ConfigurationProperties("sitemend")
record BuilderSettings(
        @DefaultValue("deny") BuildNetwork buildNetwork,
        @DefaultValue("bwrap") SandboxMode sandbox,
        @DefaultValue BuildLimits limits,
        @DefaultValue Cache cache,
        @DefaultValue Builder builder) {
    enum BuildNetwork {
        DENY,
        ALLOW
    }

    /**
     * The same as {@link Limits} and {@link TimeLimits}, with defaults.
     *
     * @param wallClock of a site without a history
     * @param leastWallClock of a refresh, however quick the site's refreshes are
     * @param mostWallClock of any build
     */
    record BuildLimits(
            @DefaultValue("30m") Duration wallClock,
            @DefaultValue("5m") Duration leastWallClock,
            @DefaultValue("4h") Duration mostWallClock,
            @DefaultValue("5m") Duration silence,
            @DefaultValue("64MB") DataSize log,
            @DefaultValue("4GB") DataSize memory,
            @DefaultValue("512") int processes,
            @DefaultValue("10GB") DataSize disk) {
        Limits toLimits() {
            return new Limits(wallClock, silence, log.toBytes(), memory.toBytes(), processes, disk.toBytes());
        }

        TimeLimits toTimeLimits() {
            return new TimeLimits(wallClock, leastWallClock, mostWallClock);
        }
    }

    /** The same as {@link CacheBudget}, with defaults. */
    record Cache(
            @DefaultValue("30d") Duration oldest,
            @DefaultValue("2GB") DataSize mostState) {
        CacheBudget toCacheBudget() {
            return new CacheBudget(oldest, mostState.toBytes());
        }
    }

    /** How layers of a workspace become folders. */
    enum WorkspaceMethod {
        /** The first that works here. */
        AUTO,
        OVERLAY,
        FUSE,
        COPY;

        List<Method> methods() {
            return switch (this) {
                case AUTO -> List.of(Method.OVERLAY, Method.FUSE, Method.COPY);
                case OVERLAY -> List.of(Method.OVERLAY);
                case FUSE -> List.of(Method.FUSE);
                case COPY -> List.of(Method.COPY);
            };
        }
    }

    /**
     * How much is done at a time.
     *
     * @param slots builds side by side
     * @param workspace how workspaces are laid out
     * @param warmWorkspaces how much of what earlier builds left is kept on disk to start from
     * @param waitingChannels how many channels may wait in memory before the flow of requests is stopped
     */
    record Builder(
            @DefaultValue("2") int slots,
            @DefaultValue("1000") int waitingChannels,
            @DefaultValue("auto") WorkspaceMethod workspace,
            @DefaultValue("20GB") DataSize warmWorkspaces) {
        Builder {
            if (slots < 1) {
                throw new IllegalArgumentException(
                        "sitemend.builder.slots is " + slots + ": a builder has at least 1 slot");
            }
            if (waitingChannels < 1) {
                throw new IllegalArgumentException("sitemend.builder.waiting-channels is " + waitingChannels
                        + ": at least 1 channel must be able to wait");
            }
        }
    }
}
