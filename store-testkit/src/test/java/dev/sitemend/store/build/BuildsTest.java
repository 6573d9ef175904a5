package dev.sitemend.store.build;

import static dev.sitemend.store.build.Documented.DRAFT;
import static dev.sitemend.store.build.Documented.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.storetestkit.CrashPoints;
import dev.sitemend.storetestkit.Fault;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.StoreRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuildsTest {
    private static final DocumentSigner SIGNER =
            new DocumentSigner("0123456789abcdef".getBytes(StandardCharsets.UTF_8));
    private static final DocumentSigner STRANGER =
            new DocumentSigner("fedcba9876543210".getBytes(StandardCharsets.UTF_8));

    private final ObjectStore store = new InMemoryObjectStore();
    private final Builds builds = new Builds(store, SIGNER);

    @Test
    void numbersAreClaimedFromOneOn() {
        assertThat(claim(builds, MAIN).number()).isEqualTo(new BuildNumber(1));
        assertThat(claim(builds, DRAFT).number()).isEqualTo(new BuildNumber(2));
        assertThat(builds.numbers(MAIN.site())).containsExactly(new BuildNumber(1), new BuildNumber(2));
    }

    @Test
    void twoBuildersNeverGetTheSameNumber() {
        ConcurrentLinkedQueue<BuildNumber> numbers = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int builder = 0; builder < 4; builder++) {
                Builds own = new Builds(store, SIGNER);
                threads.execute(() -> {
                    for (int i = 0; i < 25; i++) {
                        numbers.add(claim(own, MAIN).number());
                    }
                });
            }
        }

        Set<BuildNumber> distinct = new HashSet<>(numbers);
        assertThat(distinct).hasSize(100);
        assertThat(builds.channel(MAIN).open()).hasSize(100);
    }

    /** A gap would be filled later, by a build that looks older than what was built before it. */
    @Test
    void buildersThatTakeTurnsLeaveNoGap() {
        Builds other = new Builds(store, SIGNER);
        builds.channel(MAIN);
        for (int number = 1; number <= 4; number++) {
            assertThat(claim(number % 2 == 0 ? builds : other, MAIN).number()).isEqualTo(new BuildNumber(number));
        }
        assertThat(builds.numbers(MAIN.site())).hasSize(4);
    }

    @Test
    void aChannelSeesItsOpenClaimsItsNewestSuccessAndItsNewestAnswer() {
        Report first = close(builds, Documented.success(claim(builds, MAIN)));
        Report second = close(builds, Documented.failure(claim(builds, MAIN)));
        close(builds, Documented.abandoned(claim(builds, MAIN)));
        close(builds, Documented.success(claim(builds, DRAFT)));
        Claim open = claim(builds, MAIN);

        for (Builds reader : List.of(builds, new Builds(store, SIGNER))) {
            ChannelBuilds channel = reader.channel(MAIN);
            assertThat(channel.open()).containsExactly(open);
            assertThat(channel.newestSuccess()).contains(first);
            assertThat(channel.newestAnswer()).contains(second);
        }
    }

    @Test
    void whatOthersDidIsSeenAtTheNextCall() {
        assertThat(builds.channel(MAIN).open()).isEmpty();
        Builds other = new Builds(store, SIGNER);
        Claim theirs = claim(other, MAIN);
        assertThat(builds.channel(MAIN).open()).containsExactly(theirs);

        Report report = close(other, Documented.success(theirs));

        assertThat(builds.channel(MAIN).open()).isEmpty();
        assertThat(builds.channel(MAIN).newestSuccess()).contains(report);
    }

    @Test
    void onlySuccessesAboveTheMarkAreOffered() {
        close(builds, Documented.success(claim(builds, MAIN)));
        Report second = close(builds, Documented.success(claim(builds, MAIN)));
        close(builds, Documented.failure(claim(builds, MAIN)));
        close(builds, Documented.success(claim(builds, DRAFT)));
        Report fifth = close(builds, Documented.success(claim(builds, MAIN)));

        for (Builds reader : List.of(builds, new Builds(store, SIGNER))) {
            assertThat(reader.successesAbove(MAIN, Optional.of(new BuildNumber(1))))
                    .containsExactly(second, fifth);
            assertThat(reader.successesAbove(MAIN, Optional.empty())).hasSize(3);
            assertThat(reader.successesAbove(MAIN, Optional.of(new BuildNumber(9))))
                    .isEmpty();
        }
    }

    @Test
    void theFirstReportClosesABuildForEver() {
        Claim claim = claim(builds, MAIN);
        Report first = close(builds, Documented.abandoned(claim));

        Closing second = new Builds(store, SIGNER).close(Documented.success(claim));

        assertThat(second).isEqualTo(new Closing.AlreadyClosed(first));
        assertThat(builds.report(MAIN.site(), claim.number())).contains(first);
    }

    @Test
    void aReportWithAnotherSignatureIsNoSuccessAndItsBuildIsNotOpen() {
        Claim claim = claim(builds, MAIN);
        close(new Builds(store, STRANGER), Documented.success(claim));

        for (Builds reader : List.of(builds, new Builds(store, SIGNER))) {
            assertThat(reader.channel(MAIN).open()).isEmpty();
            assertThat(reader.channel(MAIN).newestSuccess()).isEmpty();
            assertThat(reader.successesAbove(MAIN, Optional.empty())).isEmpty();
        }
        assertThatThrownBy(() -> builds.report(MAIN.site(), claim.number()))
                .isInstanceOf(CorruptObjectException.class)
                .hasMessageContaining("signature");
        assertThatThrownBy(() -> builds.close(Documented.failure(claim))).isInstanceOf(CorruptObjectException.class);
    }

    @Test
    void aDamagedClaimTakesItsNumberAndSaysNothing() {
        store.put(Keys.claim(MAIN.site(), new BuildNumber(1)), Content.of("rubbish".getBytes(StandardCharsets.UTF_8)));

        assertThat(builds.channel(MAIN).open()).isEmpty();
        assertThat(claim(builds, MAIN).number()).isEqualTo(new BuildNumber(2));
    }

    @Test
    void aLostAnswerIsLookedUpAndTheClaimIsOurs() {
        Builds shaky = shaky(Fault.ANSWER_LOST_AFTER_WRITE, StoreRequest.Operation.CREATE);

        assertThat(claim(shaky, MAIN).number()).isEqualTo(new BuildNumber(1));
        assertThat(builds.channel(MAIN).open()).hasSize(1);
    }

    @Test
    void aReportWhoseAnswerGotLostIsOurs() {
        Claim claim = claim(builds, MAIN);
        Builds shaky = shaky(Fault.ANSWER_LOST_AFTER_WRITE, StoreRequest.Operation.CREATE);

        Report report = Documented.success(claim);
        assertThat(shaky.close(report)).isEqualTo(new Closing.Closed(report));
    }

    @Test
    void aTornDocumentIsReadAgain() {
        close(builds, Documented.success(claim(builds, MAIN)));
        Builds shaky = shaky(Fault.TORN_BODY, StoreRequest.Operation.GET);

        assertThat(shaky.channel(MAIN).newestSuccess()).isPresent();
    }

    @Test
    void fewRequestsAreMadeWhenLittleHappened() {
        for (int i = 0; i < 50; i++) {
            close(builds, Documented.success(claim(builds, MAIN)));
        }
        AtomicInteger requests = new AtomicInteger();
        Builds counted = new Builds(
                new FaultyObjectStore(store, _ -> {
                    requests.incrementAndGet();
                    return Optional.empty();
                }),
                SIGNER);
        counted.channel(MAIN);
        assertThat(requests.getAndSet(0))
                .describedAs("one listing, a probe, the newest report")
                .isEqualTo(3);

        counted.channel(MAIN);
        counted.successesAbove(MAIN, Optional.of(new BuildNumber(50)));

        assertThat(requests).describedAs("a probe each").hasValue(2);
    }

    @Test
    void theLogComesBackAsText(@TempDir Path directory) throws IOException {
        byte[] text = "line 1\nline 2\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("log.zst"), Zstd.compress(text));
        BuildNumber build = claim(builds, MAIN).number();

        builds.putLog(MAIN.site(), build, file);

        assertThat(builds.log(MAIN.site(), build).orElseThrow().readAllBytes()).isEqualTo(text);
        assertThat(builds.log(MAIN.site(), build.next())).isEmpty();
    }

    @Test
    void whereverABuilderDiesItsSuccessorClosesWhatItLeftAndGoesOn() throws Exception {
        int writes = CrashPoints.enumerate(() -> new CrashPoints.Scenario() {
            @Override
            public void run(ObjectStore store) {
                Builds builder = new Builds(store, SIGNER);
                close(builder, Documented.success(claim(builder, MAIN)));
                close(builder, Documented.failure(claim(builder, MAIN)));
            }

            @Override
            public void recover(ObjectStore store, CrashPoints.CrashPoint point) {
                Builds successor = new Builds(store, SIGNER);
                successor.channel(MAIN).open().forEach(claim -> close(successor, Documented.abandoned(claim)));
                Report report = close(successor, Documented.success(claim(successor, MAIN)));

                assertThat(successor.channel(MAIN))
                        .isEqualTo(new ChannelBuilds(List.of(), Optional.of(report), Optional.of(report)));
            }
        });

        assertThat(writes).isEqualTo(4);
    }

    private Builds shaky(Fault fault, StoreRequest.Operation operation) {
        return new Builds(
                new FaultyObjectStore(
                        store, FaultyObjectStore.times(1, fault, request -> request.operation() == operation)),
                SIGNER);
    }

    private static Claim claim(Builds builds, ChannelId channel) {
        Claiming claiming = builds.claim(
                channel.site(),
                number -> Documented.claim(channel, number, UUID.randomUUID().toString()));
        return switch (claiming) {
            case Claiming.Claimed(Claim claim) -> claim;
            case Claiming.Unknown(Claim claim, RuntimeException cause) ->
                throw new AssertionError("Nothing known about " + claim, cause);
        };
    }

    private static Report close(Builds builds, Report report) {
        assertThat(builds.close(report)).isEqualTo(new Closing.Closed(report));
        return report;
    }
}
