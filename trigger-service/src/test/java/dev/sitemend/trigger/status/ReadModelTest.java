package dev.sitemend.trigger.status;

import static dev.sitemend.trigger.status.TestingReadModel.MAIN;
import static dev.sitemend.trigger.status.TestingReadModel.abandoned;
import static dev.sitemend.trigger.status.TestingReadModel.deadLettered;
import static dev.sitemend.trigger.status.TestingReadModel.failed;
import static dev.sitemend.trigger.status.TestingReadModel.minute;
import static dev.sitemend.trigger.status.TestingReadModel.promoted;
import static dev.sitemend.trigger.status.TestingReadModel.pushed;
import static dev.sitemend.trigger.status.TestingReadModel.quarantined;
import static dev.sitemend.trigger.status.TestingReadModel.requested;
import static dev.sitemend.trigger.status.TestingReadModel.resolved;
import static dev.sitemend.trigger.status.TestingReadModel.revision;
import static dev.sitemend.trigger.status.TestingReadModel.skipped;
import static dev.sitemend.trigger.status.TestingReadModel.started;
import static dev.sitemend.trigger.status.TestingReadModel.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.messaging.Origin;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.trigger.status.channel.ChannelFacts;
import dev.sitemend.trigger.status.channel.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadModelTest {
    private static final List<Event> LIVE = List.of(
            pushed("r1", 'a', 0),
            started(1, "r1", BuildMode.REBUILD, Cause.PUSH, 1),
            succeeded(1, "r1", BuildMode.REBUILD, Cause.PUSH, 'a', 2),
            promoted(1, 1, 'a', 3));
    private static final List<Event> BROKEN = List.of(
            pushed("r2", 'b', 4),
            started(2, "r2", BuildMode.REFRESH, Cause.PUSH, 5),
            failed(2, "r2", BuildMode.REFRESH, Cause.PUSH, FailureClass.GENERATOR_FAILED, 6),
            deadLettered(2, "r2", 6));
    private static final List<Event> HEALING = List.of(
            requested("heal-garden-2", BuildMode.REBUILD, Cause.HEAL, revision('b'), 2L, 7),
            resolved(2, Resolution.HEALING, "heal-garden-2", 7),
            started(3, "heal-garden-2", BuildMode.REBUILD, Cause.HEAL, 8));
    private static final List<Event> HEALED =
            List.of(succeeded(3, "heal-garden-2", BuildMode.REBUILD, Cause.HEAL, 'b', 9), promoted(2, 3, 'b', 10));
    private static final List<Event> QUARANTINED = List.of(
            failed(3, "heal-garden-2", BuildMode.REBUILD, Cause.HEAL, FailureClass.GENERATOR_FAILED, 9),
            quarantined(3, 10));

    @TempDir
    Path directory;

    private TestingReadModel status;

    @BeforeEach
    void open() {
        status = new TestingReadModel(directory, new InMemoryObjectStore());
    }

    @AfterEach
    void close() {
        status.close();
    }

    static Stream<Arguments> fates() {
        return Stream.of(
                arguments("just asked", List.of(pushed("r1", 'a', 0)), "r1", "queued null null null false"),
                arguments("under way", LIVE.subList(0, 2), "r1", "building 1 null null false"),
                arguments("built, not promoted yet", LIVE.subList(0, 3), "r1", "succeeded 1 null null false"),
                arguments("live", LIVE, "r1", "succeeded 1 null null true"),
                arguments(
                        "covered by another's build",
                        and(LIVE, List.of(pushed("r1b", 'a', 1), skipped("r1b", 1, 2))),
                        "r1b",
                        "covered null 1 null true"),
                arguments("its refresh failed", and(LIVE, BROKEN), "r2", "healing 2 null null false"),
                arguments("is being healed", and(LIVE, BROKEN, HEALING), "r2", "healing 2 null null false"),
                arguments("was healed", and(LIVE, BROKEN, HEALING, HEALED), "r2", "healed 2 null 3 true"),
                arguments(
                        "is broken content",
                        and(LIVE, BROKEN, HEALING, QUARANTINED),
                        "r2",
                        "quarantined 2 null null false"),
                arguments(
                        "was discarded by a person",
                        and(LIVE, BROKEN, List.of(resolved(2, Resolution.DISCARDED, null, 7))),
                        "r2",
                        "failed 2 null null false"),
                arguments(
                        "a newer push mended it",
                        and(
                                LIVE,
                                BROKEN,
                                List.of(
                                        pushed("r3", 'c', 7),
                                        started(3, "r3", BuildMode.REBUILD, Cause.PUSH, 8),
                                        succeeded(3, "r3", BuildMode.REBUILD, Cause.PUSH, 'c', 9))),
                        "r2",
                        "covered 2 3 null false"),
                arguments(
                        "its builder died, and another takes it",
                        List.of(
                                pushed("r1", 'a', 0),
                                started(1, "r1", BuildMode.REBUILD, Cause.PUSH, 1),
                                abandoned(1, 2),
                                started(2, "r1", BuildMode.REBUILD, Cause.PUSH, 2)),
                        "r1",
                        "building 2 null null false"),
                arguments(
                        "the branch is gone",
                        List.of(
                                requested("r1", BuildMode.REFRESH, Cause.PUSH, null, null, 0),
                                started(1, "r1", BuildMode.REFRESH, Cause.PUSH, 1),
                                new BuildEvent.BranchVanished(
                                        MAIN, new BuildNumber(1), new RequestId("r1"), minute(2))),
                        "r1",
                        "gone 1 null null false"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fates")
    void whatBecameOfAWish(String name, List<Event> events, String request, String expected) {
        status.tell(events);

        assertThat(summary(status.fate(request))).isEqualTo(expected);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                arguments("live", LIVE, State.CURRENT),
                arguments("pushed again", and(LIVE, BROKEN.subList(0, 1)), State.BEHIND),
                arguments("refreshing", and(LIVE, BROKEN.subList(0, 2)), State.BUILDING),
                arguments("broken", and(LIVE, BROKEN), State.HEALING),
                arguments("healing", and(LIVE, BROKEN, HEALING), State.HEALING),
                arguments("healed", and(LIVE, BROKEN, HEALING, HEALED), State.CURRENT),
                arguments("broken for good", and(LIVE, BROKEN, HEALING, QUARANTINED), State.QUARANTINED),
                arguments(
                        "pushed a fix",
                        and(LIVE, BROKEN, HEALING, QUARANTINED, List.of(pushed("r4", 'c', 11))),
                        State.BEHIND),
                arguments(
                        "locked",
                        and(
                                LIVE,
                                List.of(new PromotionEvent.Locked(
                                        MAIN, new GenerationNumber(2), "grace", "freeze", null, minute(4)))),
                        State.LOCKED),
                arguments(
                        "unlocked",
                        and(
                                LIVE,
                                List.of(
                                        new PromotionEvent.Locked(
                                                MAIN, new GenerationNumber(2), "grace", "freeze", null, minute(4)),
                                        new PromotionEvent.Unlocked(
                                                MAIN, new GenerationNumber(3), "grace", "done", minute(5)))),
                        State.CURRENT),
                arguments(
                        "a lock that has run out",
                        and(
                                LIVE,
                                List.of(new PromotionEvent.Locked(
                                        MAIN, new GenerationNumber(2), "grace", "freeze", minute(9), minute(4)))),
                        State.CURRENT),
                arguments(
                        "an audit that failed says nothing about what is live",
                        and(
                                LIVE,
                                List.of(
                                        started(2, "a1", BuildMode.REBUILD, Cause.AUDIT, 5),
                                        failed(2, "a1", BuildMode.REBUILD, Cause.AUDIT, FailureClass.SILENT, 6))),
                        State.CURRENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void theStateOfTheChannel(String name, List<Event> events, State expected) {
        status.tell(events);

        assertThat(status.state().state()).as(status.state().why()).isEqualTo(expected);
    }

    @Test
    void theOrderBetweenTopicsDoesNotMatter() {
        List<Event> events = and(LIVE, BROKEN, HEALING, HEALED, List.of(skipped("r2b", 3, 9), pushed("r2b", 'b', 8)));
        status.tell(events);
        String inOrder = status.everything();
        status.close();

        // Within a topic the order is kept by Kafka; requests, dead letters and promotions may come long before builds.
        List<Event> builds = new ArrayList<>(
                events.stream().filter(BuildEvent.class::isInstance).toList());
        List<Event> rest = new ArrayList<>(
                events.stream().filter(event -> !(event instanceof BuildEvent)).toList());
        Collections.reverse(rest);
        status = new TestingReadModel(directory.resolve("other"), new InMemoryObjectStore());
        status.tell(rest);
        status.tell(builds);

        assertThat(status.everything()).isEqualTo(inOrder);
    }

    @Test
    void recordsThatWereTakenInAlreadyChangeNothingAndTellNobody() {
        List<Event> events = and(LIVE, BROKEN, HEALING, HEALED);
        List<Origin> origins = events.stream().map(status::tell).toList();
        String before = status.everything();
        long journaled = status.journal.newest();

        for (int i = 0; i < events.size(); i++) {
            status.model.take(events.get(i), origins.get(i));
        }

        assertThat(status.everything()).isEqualTo(before);
        assertThat(status.journal.newest()).isEqualTo(journaled);
    }

    @Test
    void theSameEventsSentAgainChangeNothing() {
        List<Event> events = and(LIVE, BROKEN, HEALING, HEALED);
        status.tell(events);
        String before = status.everything();

        status.tell(events);

        assertThat(status.everything()).isEqualTo(before);
    }

    @Test
    void offsetsAreKeptWithTheRows() {
        status.tell(LIVE);
        status.close();

        status = new TestingReadModel(directory, new InMemoryObjectStore());

        assertThat(status.model.nextOffset("sitemend.builds", 0)).hasValue(2);
        assertThat(status.model.nextOffset("sitemend.builds", 1)).isEmpty();
        assertThat(status.state().state()).isEqualTo(State.CURRENT);
    }

    @Test
    void anotherClusterMeansThatKafkaWasLostAndEverythingIsForgotten() {
        assertThat(status.model.belongsTo("one")).isTrue();
        status.tell(LIVE);
        assertThat(status.model.belongsTo("one")).isTrue();
        assertThat(status.builds.builds(MAIN.site(), null, null, null, 10)).isNotEmpty();

        assertThat(status.model.belongsTo("two")).isFalse();

        assertThat(status.builds.builds(MAIN.site(), null, null, null, 10)).isEmpty();
        assertThat(status.model.nextOffset("sitemend.builds", 0)).isEmpty();
        assertThat(status.model.belongsTo("two")).isTrue();
    }

    @Test
    void theStepOfARunningBuildIsThatOfItsLastHeartbeat() {
        status.tell(LIVE.subList(0, 2));

        status.tell(
                new BuildEvent.BuildHeartbeat(MAIN, new BuildNumber(1), new BuilderId("b1"), "generate", minute(2)));

        assertThat(status.state().why()).contains("is at step “generate”");
        assertThat(status.model.nextOffset("sitemend.builds", 0)).hasValue(1);
    }

    @Test
    void headIsWhatWasPushedLastUntilABuildFetchedSomethingNewer() {
        status.tell(and(LIVE, List.of(pushed("r2", 'b', 4))));
        assertThat(head()).isEqualTo(revision('b'));

        status.tell(List.of(
                started(2, "r2", BuildMode.REFRESH, Cause.PUSH, 5),
                succeeded(2, "r2", BuildMode.REFRESH, Cause.PUSH, 'c', 6)));

        assertThat(head()).isEqualTo(revision('c'));
    }

    @Test
    void whoTellsOfACommitFirstIsTheSourceOfTheHead() {
        status.tell(LIVE);

        assertThat(Objects.requireNonNull(status.channels.facts(MAIN).head()).source())
                .isEqualTo("push");
    }

    @Test
    void lagBeginsWithTheOldestWishThatIsNotLive() {
        status.tell(LIVE);
        assertThat(status.channels.facts(MAIN).unansweredSince()).isNull();

        status.tell(and(List.of(pushed("r2", 'b', 4), pushed("r3", 'c', 5))));
        assertThat(status.channels.facts(MAIN).unansweredSince()).isEqualTo(minute(4));

        status.tell(List.of(
                started(2, "r2", BuildMode.REFRESH, Cause.PUSH, 6),
                succeeded(2, "r2", BuildMode.REFRESH, Cause.PUSH, 'c', 7),
                skipped("r3", 2, 7)));
        assertThat(status.channels.facts(MAIN).unansweredSince()).isEqualTo(minute(4));

        status.tell(promoted(2, 2, 'c', 8));
        assertThat(status.channels.facts(MAIN).unansweredSince()).isNull();
    }

    @Test
    void usualDurationsAreThoseOfSuccesses() {
        status.tell(LIVE);

        ChannelFacts facts = status.channels.facts(MAIN);

        assertThat(facts.usual(BuildMode.REBUILD)).contains(Duration.ofMinutes(1));
        assertThat(facts.usual(BuildMode.REFRESH)).isEmpty();
    }

    @Test
    void buildsComeInPagesNewestFirst() {
        status.tell(and(LIVE, BROKEN, HEALING, HEALED));

        assertThat(numbers(status.builds.builds(MAIN.site(), null, null, null, 2)))
                .containsExactly(3L, 2L);
        assertThat(numbers(status.builds.builds(MAIN.site(), null, null, new BuildNumber(2), 2)))
                .containsExactly(1L);
        assertThat(numbers(status.builds.builds(MAIN.site(), MAIN.branch(), BuildState.FAILED, null, 9)))
                .containsExactly(2L);
    }

    @Test
    void listenersHearWhatTheRowsShowAlready() throws InterruptedException {
        try (Changes.Subscription subscription = status.changes.subscribe(_ -> true)) {
            status.tell(LIVE);

            Change first = Objects.requireNonNull(subscription.next(Duration.ofSeconds(1)));
            assertThat(first.event()).isEqualTo(LIVE.getFirst());
            assertThat(status.journal.after(0, 10)).hasSize(4).first().isEqualTo(first);
        }
    }

    @Test
    void aListenerThatDoesNotReadIsLetGo() throws InterruptedException {
        try (Changes.Subscription subscription = status.changes.subscribe(_ -> true)) {
            for (int i = 0; i < 1_001; i++) {
                status.changes.publish(new Change((long) i, LIVE.getFirst()));
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(subscription.next(Duration.ZERO)).isNotNull();
            }

            assertThat(subscription.hasEnded()).isTrue();
        }
    }

    private Revision head() {
        return Objects.requireNonNull(status.channels.facts(MAIN).head()).revision();
    }

    private static List<Long> numbers(List<BuildRow> rows) {
        return rows.stream().map(row -> row.number().value()).toList();
    }

    private static String summary(RequestFate fate) {
        return fate.state().word() + " " + number(fate.build()) + " " + number(fate.coveredBy()) + " "
                + number(fate.healedBy()) + " " + fate.live();
    }

    private static String number(@Nullable BuildNumber build) {
        return build == null ? "null" : Long.toString(build.value());
    }

    @SafeVarargs
    private static List<Event> and(List<? extends Event>... parts) {
        List<Event> all = new ArrayList<>();
        for (List<? extends Event> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
