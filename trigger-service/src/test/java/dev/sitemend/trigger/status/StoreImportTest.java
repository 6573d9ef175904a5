package dev.sitemend.trigger.status;

import static dev.sitemend.trigger.status.TestingReadModel.MAIN;
import static dev.sitemend.trigger.status.TestingReadModel.minute;
import static dev.sitemend.trigger.status.TestingReadModel.revision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.trigger.status.channel.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreImportTest {
    private static final Artifact ARTIFACT = new Artifact(new Digest("d".repeat(64)), List.of(), 100, 5000);
    private static final Outcome SUCCESS =
            new Outcome.Succeeded(revision('a'), "f1", ARTIFACT, new Changes(1, 2, 0), List.of());
    private static final Outcome FAILURE = new Outcome.Failed(
            revision('b'), "f1", FailureClass.GENERATOR_FAILED, "generate", "page.tmpl line 14", List.of());

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

    @Test
    void documentsSayWhatTheirEventsSaid() {
        remember(1, "r1", BuildMode.REBUILD, Cause.PUSH, SUCCESS, List.of("r1b"));
        status.model.remember(List.of(StoredHistory.of(promotion(1, 1))));

        assertThat(status.state().state()).isEqualTo(State.CURRENT);
        assertThat(status.fate("r1").state()).isEqualTo(RequestFate.State.SUCCEEDED);
        assertThat(status.fate("r1b").state()).isEqualTo(RequestFate.State.COVERED);
        assertThat(status.fate("r1b").live()).isTrue();
    }

    @Test
    void aFailedRefreshIsADeadLetterAndAFailedRebuildAQuarantine() {
        remember(1, "r1", BuildMode.REBUILD, Cause.PUSH, SUCCESS, List.of());
        status.model.remember(List.of(StoredHistory.of(promotion(1, 1))));
        remember(2, "r2", BuildMode.REFRESH, Cause.PUSH, FAILURE, List.of());
        assertThat(status.state().state()).isEqualTo(State.HEALING);
        assertThat(status.deadLetters.of(MAIN, new BuildNumber(2))).isPresent();

        remember(3, "heal-garden-2", BuildMode.REBUILD, Cause.HEAL, FAILURE, List.of());

        assertThat(status.state().state()).isEqualTo(State.QUARANTINED);
        assertThat(status.fate("r2").state()).isEqualTo(RequestFate.State.QUARANTINED);
        assertThat(status.deadLetters.of(MAIN, new BuildNumber(2)).orElseThrow().resolution())
                .isNotNull();
    }

    @Test
    void anOpenClaimIsARunningBuildAndHistoryIsToldToNobody() {
        status.model.remember(StoredHistory.of(claim(1, "r1", BuildMode.REBUILD, Cause.PUSH)));

        assertThat(status.state().state()).isEqualTo(State.BUILDING);
        assertThat(status.journal.newest()).isZero();
    }

    @Test
    void takingTheSameHistoryInAgainChangesNothing() {
        remember(1, "r1", BuildMode.REBUILD, Cause.PUSH, SUCCESS, List.of("r1b"));
        remember(2, "r2", BuildMode.REFRESH, Cause.PUSH, FAILURE, List.of());
        String before = status.everything();

        remember(1, "r1", BuildMode.REBUILD, Cause.PUSH, SUCCESS, List.of("r1b"));
        remember(2, "r2", BuildMode.REFRESH, Cause.PUSH, FAILURE, List.of());

        assertThat(status.everything()).isEqualTo(before);
    }

    /** In one transaction, as the import does it. */
    private void remember(
            long build, String request, BuildMode mode, Cause cause, Outcome outcome, List<String> covers) {
        List<Event> history = new ArrayList<>(StoredHistory.of(claim(build, request, mode, cause)));
        history.addAll(StoredHistory.of(new Report(
                new BuildNumber(build),
                MAIN,
                new RequestId(request),
                mode,
                cause,
                "ada",
                null,
                null,
                0,
                41,
                42,
                outcome,
                covers.stream().map(RequestId::new).toList(),
                List.of(),
                null,
                new BuilderId("b1"),
                minute((int) build),
                minute((int) build + 1),
                new WriterToken("w"),
                null)));
        status.model.remember(history);
    }

    private static Claim claim(long build, String request, BuildMode mode, Cause cause) {
        return new Claim(
                new BuildNumber(build),
                MAIN,
                new RequestId(request),
                mode,
                cause,
                "ada",
                null,
                null,
                cause == Cause.HEAL ? new BuildNumber(build - 1) : null,
                0,
                41,
                42,
                new BuilderId("b1"),
                minute((int) build),
                new WriterToken("w"),
                null);
    }

    private static Generation promotion(long generation, long build) {
        return new Generation(
                new GenerationNumber(generation),
                MAIN,
                new Generation.Promoted(new BuildNumber(build), revision('a'), ARTIFACT),
                minute(3),
                "publisher",
                new WriterToken("w"));
    }
}
