package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.messaging.Origin;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.site.Sites;
import dev.sitemend.trigger.status.channel.ChannelState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A read model over a real database, and the events that a test tells it. Each minute something happens. */
final class TestingReadModel implements AutoCloseable {
    static final ChannelId MAIN = ChannelId.of("garden", "main");
    static final Instant NOW = Instant.parse("2026-03-13T12:00:00Z");

    final ReadModelDatabase database;
    final Changes changes = new Changes();
    final ReadModel model;
    final ChannelRows channels;
    final BuildRows builds;
    final DeadLetterRows deadLetters;
    final RequestFates fates;
    final Journal journal;
    private final Map<String, Long> ends = new HashMap<>();

    TestingReadModel(Path directory, ObjectStore store) {
        Heartbeats heartbeats = new Heartbeats();
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        database = ReadModelDatabase.open(directory);
        model = new ReadModel(database, new Sites(store), heartbeats, changes);
        channels = new ChannelRows(database.jdbc(), heartbeats, clock);
        builds = new BuildRows(database.jdbc());
        deadLetters = new DeadLetterRows(database.jdbc());
        fates = new RequestFates(database.jdbc(), builds, deadLetters, channels);
        journal = new Journal(database.jdbc());
    }

    /** Each event as the next record of its topic. */
    void tell(List<Event> events) {
        events.forEach(this::tell);
    }

    Origin tell(Event event) {
        String topic = EventType.of(event).topic().topicName();
        Origin origin = new Origin(topic, 0, ends.merge(topic, 1L, Long::sum) - 1);
        model.take(event, origin);
        return origin;
    }

    ChannelState state() {
        return ChannelState.of(channels.facts(MAIN), NOW);
    }

    RequestFate fate(String request) {
        return fates.fate(fates.request(new RequestId(request)).orElseThrow());
    }

    /** Everything that the rows say, to be compared. */
    String everything() {
        StringBuilder text = new StringBuilder();
        for (String table : List.of("request", "build", "generation", "quarantine", "refusal", "dead_letter", "site")) {
            text.append(table).append('\n');
            database.jdbc().sql("select * from " + table).query().listOfRows().stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(row -> text.append(row).append('\n'));
        }
        return text.toString();
    }

    @Override
    public void close() {
        database.close();
    }

    static Revision revision(char digit) {
        return new Revision(Character.toString(digit).repeat(40));
    }

    static Instant minute(int minute) {
        return Instant.parse("2026-03-13T10:00:00Z").plusSeconds(60L * minute);
    }

    static BuildRequested pushed(String id, char revision, int minute) {
        return requested(id, BuildMode.REFRESH, Cause.PUSH, revision(revision), null, minute);
    }

    static BuildRequested requested(
            String id, BuildMode mode, Cause cause, @Nullable Revision revision, @Nullable Long healOf, int minute) {
        return new BuildRequested(
                new RequestId(id),
                MAIN,
                mode,
                cause,
                revision,
                "ada",
                null,
                healOf == null ? null : new BuildNumber(healOf),
                minute(minute),
                null);
    }

    static BuildEvent.BuildStarted started(long build, String request, BuildMode mode, Cause cause, int minute) {
        return new BuildEvent.BuildStarted(
                MAIN,
                new BuildNumber(build),
                new RequestId(request),
                mode,
                cause,
                "ada",
                null,
                null,
                cause == Cause.HEAL ? new BuildNumber(build - 1) : null,
                new BuilderId("b1"),
                minute(minute),
                null);
    }

    static BuildEvent.BuildSucceeded succeeded(
            long build, String request, BuildMode mode, Cause cause, char revision, int minute) {
        return new BuildEvent.BuildSucceeded(
                MAIN,
                new BuildNumber(build),
                new RequestId(request),
                mode,
                cause,
                revision(revision),
                new Digest("d".repeat(64)),
                100,
                5000,
                1,
                2,
                0,
                List.of(),
                minute(minute - 1),
                minute(minute),
                null);
    }

    static BuildEvent.BuildFailed failed(
            long build, String request, BuildMode mode, Cause cause, FailureClass failure, int minute) {
        return new BuildEvent.BuildFailed(
                MAIN,
                new BuildNumber(build),
                new RequestId(request),
                mode,
                cause,
                revision('b'),
                failure,
                "generate",
                "page.tmpl line 14",
                minute(minute - 1),
                minute(minute),
                null);
    }

    static BuildEvent.BuildSkipped skipped(String request, long by, int minute) {
        return new BuildEvent.BuildSkipped(MAIN, new RequestId(request), new BuildNumber(by), minute(minute));
    }

    static BuildEvent.BuildAbandoned abandoned(long build, int minute) {
        return new BuildEvent.BuildAbandoned(
                MAIN, new BuildNumber(build), new BuilderId("b2"), "no heartbeat for 10 s", minute(minute));
    }

    static PromotionEvent.Promoted promoted(long generation, long build, char revision, int minute) {
        return new PromotionEvent.Promoted(
                MAIN,
                new GenerationNumber(generation),
                new BuildNumber(build),
                revision(revision),
                new Digest("d".repeat(64)),
                minute(minute),
                null);
    }

    static PromotionEvent.ChannelQuarantined quarantined(long build, int minute) {
        return new PromotionEvent.ChannelQuarantined(
                MAIN,
                new BuildNumber(build),
                revision('b'),
                FailureClass.GENERATOR_FAILED,
                "page.tmpl line 14",
                minute(minute));
    }

    static DeadLetterEvent.DeadLettered deadLettered(long build, String request, int minute) {
        return new DeadLetterEvent.DeadLettered(
                new DeadLetterId("garden-" + build),
                MAIN,
                pushed(request, 'b', minute),
                null,
                FailureClass.GENERATOR_FAILED,
                "page.tmpl line 14",
                new BuildNumber(build),
                revision('b'),
                "f1",
                1,
                "sitemend.build-requests",
                0,
                41,
                minute(minute));
    }

    static DeadLetterEvent.DeadLetterResolved resolved(
            long build, Resolution resolution, @Nullable String request, int minute) {
        return new DeadLetterEvent.DeadLetterResolved(
                new DeadLetterId("garden-" + build),
                MAIN.toString(),
                resolution,
                request == null ? null : new RequestId(request),
                "healer",
                minute(minute));
    }
}
