package dev.sitemend.contracts.golden;

import static dev.sitemend.contracts.golden.Values.AT;
import static dev.sitemend.contracts.golden.Values.BASE;
import static dev.sitemend.contracts.golden.Values.BUILD;
import static dev.sitemend.contracts.golden.Values.BUILDER;
import static dev.sitemend.contracts.golden.Values.CHANNEL;
import static dev.sitemend.contracts.golden.Values.DEAD_LETTER;
import static dev.sitemend.contracts.golden.Values.GENERATION;
import static dev.sitemend.contracts.golden.Values.LATER;
import static dev.sitemend.contracts.golden.Values.REQUEST;
import static dev.sitemend.contracts.golden.Values.REVISION;
import static dev.sitemend.contracts.golden.Values.ROOT;
import static dev.sitemend.contracts.golden.Values.SITE;
import static dev.sitemend.contracts.golden.Values.TRACE;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.LogEvent;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.event.RequestEvent;
import dev.sitemend.contracts.event.SiteEvent;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.util.List;
import java.util.stream.Stream;

/** One of each type of event; where fields may be absent, one with and one without them. */
final class EventSamples {
    private EventSamples() {}

    static Stream<Sample<Event>> all() {
        return Stream.of(requests(), builds(), promotions(), commands()).flatMap(samples -> samples);
    }

    private static Stream<Sample<Event>> requests() {
        RequestEvent.BuildRequested request = new RequestEvent.BuildRequested(
                REQUEST, CHANNEL, BuildMode.REBUILD, Cause.HEAL, REVISION, "healer", "Template broke", BASE, AT, TRACE);
        return Stream.of(
                full(new SiteEvent.SiteChanged(SITE, 7, false, AT)),
                full(request),
                least(new RequestEvent.BuildRequested(
                        REQUEST, CHANNEL, BuildMode.REFRESH, Cause.PUSH, null, "anna", null, null, AT, null)),
                full(new DeadLetterEvent.DeadLettered(
                        DEAD_LETTER,
                        CHANNEL,
                        request,
                        "eyJ4IjoxfQ==",
                        FailureClass.GENERATOR_FAILED,
                        "The generator ended with status 2",
                        BASE,
                        REVISION,
                        "f1e2",
                        1,
                        "sitemend.build-requests",
                        3,
                        1233,
                        AT)),
                least(new DeadLetterEvent.DeadLettered(
                        DEAD_LETTER,
                        null,
                        null,
                        null,
                        null,
                        "Not a dev.sitemend.BuildRequested.v1",
                        null,
                        null,
                        null,
                        1,
                        "sitemend.build-requests",
                        3,
                        1233,
                        AT)),
                full(new DeadLetterEvent.DeadLetterResolved(
                        DEAD_LETTER,
                        "garden@main",
                        DeadLetterEvent.Resolution.HEALING,
                        new RequestId("heal-garden-41"),
                        "healer",
                        AT)),
                least(new DeadLetterEvent.DeadLetterResolved(
                        DEAD_LETTER, "garden@main", DeadLetterEvent.Resolution.DISCARDED, null, "anna", AT)));
    }

    private static Stream<Sample<Event>> builds() {
        return Stream.of(
                full(new BuildEvent.BuildStarted(
                        CHANNEL,
                        BUILD,
                        REQUEST,
                        BuildMode.REFRESH,
                        Cause.PUSH,
                        "anna",
                        REVISION,
                        BASE,
                        new BuildNumber(40),
                        BUILDER,
                        AT,
                        TRACE)),
                least(new BuildEvent.BuildStarted(
                        CHANNEL,
                        BUILD,
                        REQUEST,
                        BuildMode.REBUILD,
                        Cause.FORCED,
                        "anna",
                        null,
                        null,
                        null,
                        BUILDER,
                        AT,
                        null)),
                full(new BuildEvent.BuildHeartbeat(CHANNEL, BUILD, BUILDER, "generate", AT)),
                full(new BuildEvent.BuildSucceeded(
                        CHANNEL,
                        BUILD,
                        REQUEST,
                        BuildMode.REFRESH,
                        Cause.PUSH,
                        REVISION,
                        ROOT,
                        120,
                        3_000_000,
                        1,
                        2,
                        3,
                        List.of("The branch was rewritten"),
                        AT,
                        LATER,
                        TRACE)),
                full(new BuildEvent.BuildFailed(
                        CHANNEL,
                        BUILD,
                        REQUEST,
                        BuildMode.REFRESH,
                        Cause.PUSH,
                        REVISION,
                        FailureClass.TIMED_OUT,
                        "generate",
                        "Longer than 30 minutes",
                        AT,
                        LATER,
                        TRACE)),
                least(new BuildEvent.BuildFailed(
                        CHANNEL,
                        BUILD,
                        REQUEST,
                        BuildMode.REBUILD,
                        Cause.PUSH,
                        null,
                        FailureClass.REPOSITORY,
                        "checkout",
                        "No such repository",
                        AT,
                        LATER,
                        null)),
                full(new BuildEvent.BuildAbandoned(CHANNEL, BUILD, BUILDER, "No heartbeat for 10 s", AT)),
                full(new BuildEvent.BranchVanished(CHANNEL, BUILD, REQUEST, AT)),
                full(new BuildEvent.BuildSkipped(CHANNEL, REQUEST, BUILD, AT)),
                full(new LogEvent.LogChunk(SITE, BUILD, 200, List.of("rendering index", "rendering 🌱"))));
    }

    private static Stream<Sample<Event>> promotions() {
        return Stream.of(
                full(new PromotionEvent.Promoted(CHANNEL, GENERATION, BUILD, REVISION, ROOT, AT, TRACE)),
                least(new PromotionEvent.Promoted(CHANNEL, GENERATION, BUILD, REVISION, ROOT, AT, null)),
                full(new PromotionEvent.RolledBack(
                        CHANNEL, GENERATION, BASE, REVISION, ROOT, "anna", "The menu is gone", AT)),
                full(new PromotionEvent.PromotionRefused(CHANNEL, BUILD, "#42 is not above #43", AT)),
                full(new PromotionEvent.ChannelQuarantined(
                        CHANNEL, BUILD, REVISION, FailureClass.GENERATOR_FAILED, "No build can digest page.mdwn", AT)),
                least(new PromotionEvent.ChannelQuarantined(
                        CHANNEL, BUILD, null, FailureClass.CONFIGURATION, "Unknown key in sitemend.yml", AT)),
                full(new PromotionEvent.Drifted(CHANNEL, BASE, BUILD, 12, AT)),
                full(new PromotionEvent.Locked(CHANNEL, GENERATION, "anna", "Trade fair", LATER, AT)),
                least(new PromotionEvent.Locked(CHANNEL, GENERATION, "anna", "Trade fair", null, AT)),
                full(new PromotionEvent.Unlocked(CHANNEL, GENERATION, "anna", "It is over", AT)),
                full(new PromotionEvent.CommandRefused(
                        CHANNEL, new WriterToken("RollBack-3f2a"), "anna", "Nothing of yours was done", AT)),
                full(new PromotionEvent.ChannelRetired(CHANNEL, GENERATION, BUILD, AT)),
                full(new PromotionEvent.BuildsCollected(CHANNEL, GENERATION, List.of(new BuildNumber(40), BASE), AT)));
    }

    private static Stream<Sample<Event>> commands() {
        return Stream.of(
                seen(new PublishEvent.RollBack(CHANNEL, BASE, "anna", "The menu is gone", GENERATION, AT)),
                full(new PublishEvent.RollBack(CHANNEL, BASE, "anna", "The menu is gone", null, AT)),
                least(new PublishEvent.RollBack(CHANNEL, null, "anna", "The menu is gone", null, AT)),
                seen(new PublishEvent.Lock(CHANNEL, "anna", "Trade fair", LATER, GENERATION, AT)),
                full(new PublishEvent.Lock(CHANNEL, "anna", "Trade fair", LATER, null, AT)),
                least(new PublishEvent.Lock(CHANNEL, "anna", "Trade fair", null, null, AT)),
                seen(new PublishEvent.Unlock(CHANNEL, "anna", "It is over", GENERATION, AT)),
                full(new PublishEvent.Unlock(CHANNEL, "anna", "It is over", null, AT)));
    }

    private static Sample<Event> seen(PublishEvent event) {
        return new Sample<>(EventType.of(event).cloudEventType() + ".seen", event);
    }

    private static Sample<Event> full(Event event) {
        return new Sample<>(EventType.of(event).cloudEventType(), event);
    }

    private static Sample<Event> least(Event event) {
        return new Sample<>(EventType.of(event).cloudEventType() + ".least", event);
    }
}
