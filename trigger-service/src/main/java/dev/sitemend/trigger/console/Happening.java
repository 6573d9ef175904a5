package dev.sitemend.trigger.console;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.LogEvent;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.SiteEvent;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.trigger.status.channel.Phrases;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as people read it.
 *
 * @param who did it; Sitemend itself where nobody is named
 * @param why in quotes, as somebody gave it; or the cause; empty where there is none
 */
record Happening(
        Instant at,
        String glyph,
        String colour,
        @Nullable ChannelId channel,
        @Nullable BuildNumber build,
        String who,
        String what,
        String why) {
    private static final String SITEMEND = "Sitemend";

    /** Empty for what says nothing to people: lines of a log, and commands that a later event answers. */
    static Optional<Happening> of(Event event) {
        return switch (event) {
            case BuildRequested e -> Optional.of(requested(e));
            case BuildEvent e -> built(e);
            case PromotionEvent e -> Optional.of(published(e));
            case DeadLetterEvent.DeadLettered e ->
                Optional.of(new Happening(
                        e.at(), "cross", "late", e.channel(), e.build(), SITEMEND, "set aside " + e.id(), e.message()));
            case DeadLetterEvent.DeadLetterResolved e -> Optional.of(resolved(e));
            case SiteEvent.SiteChanged e ->
                Optional.of(new Happening(
                        e.at(),
                        "modified",
                        "hold",
                        null,
                        null,
                        SITEMEND,
                        "site " + e.site() + (e.removed() ? " was removed" : " was set up or changed"),
                        ""));
            case LogEvent _, PublishEvent _ -> Optional.empty();
        };
    }

    private static Happening requested(BuildRequested e) {
        String mode = Phrases.mode(e.mode()).toLowerCase(java.util.Locale.ROOT);
        String commit = e.revision() == null ? "" : " of " + e.revision().abbreviated();
        boolean push = e.cause() == Cause.PUSH;
        return new Happening(
                e.at(),
                e.cause() == Cause.REPLAY ? "replay" : e.cause() == Cause.HEAL ? "heal" : "push",
                e.cause() == Cause.HEAL ? "heal" : "hold",
                e.channel(),
                null,
                e.requester(),
                (push ? "pushed" + commit.replace(" of", "") : "asked for a " + mode + commit),
                e.reason() == null ? "" : quoted(e.reason()));
    }

    private static Optional<Happening> built(BuildEvent event) {
        return switch (event) {
            case BuildEvent.BuildStarted e ->
                Optional.of(build(e.at(), "building", "work", e, e.build(), Phrases.mode(e.mode()) + " began", ""));
            case BuildEvent.BuildSucceeded e ->
                Optional.of(build(e.at(), "tick", "ok", e, e.build(), Phrases.mode(e.mode()) + " succeeded", ""));
            case BuildEvent.BuildFailed e ->
                Optional.of(
                        build(e.at(), "cross", "stop", e, e.build(), Phrases.mode(e.mode()) + " failed", e.message()));
            case BuildEvent.BuildAbandoned e ->
                Optional.of(build(e.at(), "dot", "hold", e, e.build(), "Build abandoned", e.reason()));
            case BuildEvent.BranchVanished e ->
                Optional.of(build(e.at(), "dot", "hold", e, e.build(), "The branch is gone", ""));
            case BuildEvent.BuildSkipped e ->
                Optional.of(build(e.at(), "dot", "hold", e, e.coveredBy(), "Covers a request that waited", ""));
            case BuildEvent.BuildHeartbeat _ -> Optional.empty();
        };
    }

    private static Happening build(
            Instant at, String glyph, String colour, BuildEvent event, BuildNumber build, String what, String why) {
        return new Happening(at, glyph, colour, event.channel(), build, SITEMEND, what, why);
    }

    private static Happening published(PromotionEvent event) {
        ChannelId channel = event.channel();
        return switch (event) {
            case PromotionEvent.Promoted e ->
                new Happening(
                        e.at(),
                        "live",
                        "ok",
                        channel,
                        e.build(),
                        SITEMEND,
                        "went live as generation " + e.generation(),
                        "");
            case PromotionEvent.RolledBack e ->
                new Happening(
                        e.at(),
                        "rollback",
                        "hold",
                        channel,
                        e.build(),
                        e.by(),
                        "rolled back and locked",
                        quoted(e.reason()));
            case PromotionEvent.PromotionRefused e ->
                new Happening(e.at(), "dot", "late", channel, e.build(), SITEMEND, "did not publish", e.reason());
            case PromotionEvent.ChannelQuarantined e ->
                new Happening(e.at(), "quarantined", "stop", channel, e.build(), SITEMEND, "quarantined", e.reason());
            case PromotionEvent.Drifted e ->
                new Happening(
                        e.at(),
                        "audit",
                        "late",
                        channel,
                        e.audit(),
                        SITEMEND,
                        "audit found drift in " + Phrases.count(e.paths(), "path", "paths"),
                        "");
            case PromotionEvent.Locked e ->
                new Happening(
                        e.at(),
                        "lock",
                        "hold",
                        channel,
                        null,
                        e.by(),
                        e.until() == null ? "locked" : "locked until " + Words.moment(e.until()),
                        quoted(e.reason()));
            case PromotionEvent.Unlocked e ->
                new Happening(e.at(), "unlock", "hold", channel, null, e.by(), "unlocked", quoted(e.reason()));
            case PromotionEvent.CommandRefused e ->
                new Happening(e.at(), "dot", "late", channel, null, e.by(), "was refused", e.reason());
            case PromotionEvent.ChannelRetired e ->
                new Happening(e.at(), "dot", "hold", channel, e.build(), SITEMEND, "retired the channel", "");
            case PromotionEvent.BuildsCollected e ->
                new Happening(
                        e.at(),
                        "removed",
                        "hold",
                        channel,
                        null,
                        SITEMEND,
                        "let go of " + Phrases.count(e.builds().size(), "build", "builds"),
                        "");
        };
    }

    private static Happening resolved(DeadLetterEvent.DeadLetterResolved e) {
        ChannelId channel = e.key().contains("@") ? ChannelId.parse(e.key()) : null;
        boolean discarded = e.resolution() == Resolution.DISCARDED;
        return new Happening(
                e.at(),
                discarded ? "removed" : "heal",
                discarded ? "hold" : "heal",
                channel,
                null,
                e.by(),
                (discarded ? "discarded dead letter " : "asked for a clean rebuild in the place of dead letter ")
                        + e.id(),
                "");
    }

    private static String quoted(String reason) {
        return reason.isBlank() ? "" : "“" + reason + "”";
    }
}
