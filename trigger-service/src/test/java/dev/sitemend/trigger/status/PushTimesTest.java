package dev.sitemend.trigger.status;

import static dev.sitemend.trigger.status.TestingReadModel.failed;
import static dev.sitemend.trigger.status.TestingReadModel.minute;
import static dev.sitemend.trigger.status.TestingReadModel.promoted;
import static dev.sitemend.trigger.status.TestingReadModel.pushed;
import static dev.sitemend.trigger.status.TestingReadModel.quarantined;
import static dev.sitemend.trigger.status.TestingReadModel.requested;
import static dev.sitemend.trigger.status.TestingReadModel.skipped;
import static dev.sitemend.trigger.status.TestingReadModel.started;
import static dev.sitemend.trigger.status.TestingReadModel.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTimesTest {
    private TestingReadModel told;

    @BeforeEach
    void open(@TempDir Path directory) {
        told = new TestingReadModel(directory, new InMemoryObjectStore());
    }

    @AfterEach
    void close() {
        told.close();
    }

    @Test
    void aPushIsSeenWithTheGenerationOfItsBuild() {
        assertThat(told(promoted(1, 1, 'a', 3), built("r1", 'a', 1, 0))).containsExactly(minute(0));
    }

    @Test
    void aPushThatABuildCoversIsSeenWithIt() {
        assertThat(told(
                        promoted(1, 1, 'a', 3),
                        List.of(pushed("r1", 'a', 0), pushed("r2", 'b', 1)),
                        built("r3", 'c', 1, 2),
                        List.of(skipped("r1", 1, 2), skipped("r2", 1, 2))))
                .containsExactly(minute(0), minute(1), minute(2));
    }

    @Test
    void aPushThatWasSeenBeforeIsNotSeenAgain() {
        assertThat(told(
                        promoted(2, 2, 'b', 8),
                        built("r1", 'a', 1, 0),
                        List.of(promoted(1, 1, 'a', 3)),
                        built("r2", 'b', 2, 5)))
                .containsExactly(minute(5));
    }

    @Test
    void aPushWhoseRefreshFailedIsSeenWithItsHeal() {
        assertThat(told(
                        promoted(1, 2, 'b', 8),
                        List.of(
                                pushed("r1", 'b', 0),
                                started(1, "r1", BuildMode.REFRESH, Cause.PUSH, 1),
                                failed(1, "r1", BuildMode.REFRESH, Cause.PUSH, FailureClass.GENERATOR_FAILED, 2),
                                requested("heal-1", BuildMode.REBUILD, Cause.HEAL, null, 1L, 3),
                                succeeded(2, "heal-1", BuildMode.REBUILD, Cause.HEAL, 'b', 7))))
                .containsExactly(minute(0));
    }

    @Test
    void whatEndedInQuarantineIsNoDelayOfSitemend() {
        assertThat(told(
                        promoted(1, 3, 'c', 90),
                        List.of(
                                pushed("r1", 'b', 0),
                                started(1, "r1", BuildMode.REFRESH, Cause.PUSH, 1),
                                failed(1, "r1", BuildMode.REFRESH, Cause.PUSH, FailureClass.GENERATOR_FAILED, 2),
                                failed(2, "heal-1", BuildMode.REBUILD, Cause.HEAL, FailureClass.GENERATOR_FAILED, 4),
                                quarantined(2, 4)),
                        built("r2", 'c', 3, 80)))
                .containsExactly(minute(80));
    }

    @Test
    void aBuildThatNobodyPushedForCountsNothing() {
        assertThat(told(
                        promoted(1, 1, 'a', 3),
                        List.of(
                                requested("r1", BuildMode.REBUILD, Cause.FORCED, null, null, 0),
                                succeeded(1, "r1", BuildMode.REBUILD, Cause.FORCED, 'a', 2))))
                .isEmpty();
    }

    private static List<Event> built(String request, char revision, long build, int minute) {
        return List.of(
                pushed(request, revision, minute),
                started(build, request, BuildMode.REFRESH, Cause.PUSH, minute + 1),
                succeeded(build, request, BuildMode.REFRESH, Cause.PUSH, revision, minute + 2));
    }

    @SafeVarargs
    private List<Instant> told(Promoted last, List<Event>... before) {
        for (List<Event> events : before) {
            told.tell(events);
        }
        told.tell(last);
        return new PushTimes(told.database.jdbc()).firstSeenWith(last);
    }
}
