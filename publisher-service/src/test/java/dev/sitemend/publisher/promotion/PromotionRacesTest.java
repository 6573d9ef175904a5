package dev.sitemend.publisher.promotion;

import static dev.sitemend.publisher.promotion.TestSite.MAIN;
import static dev.sitemend.publisher.promotion.TestSite.NOON;
import static dev.sitemend.publisher.promotion.TestSite.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.storetestkit.CrashPoints;
import dev.sitemend.storetestkit.CrashPoints.CrashPoint;
import dev.sitemend.storetestkit.Fault;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.FaultyObjectStore.Faults;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.StoreRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class PromotionRacesTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final TestSite site = new TestSite(store).registered();

    @RepeatedTest(10)
    void promotersRacingOnOneChannelWriteOneLogThatNeverGoesBack() throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(succeeded(site.succeed(MAIN)));
        }
        events.addAll(List.copyOf(events));
        events.add(new RollBack(MAIN, null, "ada", "broken links", null, NOON));
        events.add(new Unlock(MAIN, "ada", "mended", null, NOON));
        Collections.shuffle(events, new Random(events.hashCode()));

        try (ExecutorService promoters = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (Event event : events) {
                running.add(promoters.submit(() -> site.promoter().on(event)));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        site.promoter().on(new Unlock(MAIN, "linus", "to be sure", null, NOON));

        List<BuildNumber> promoted = site.log(MAIN).entries().stream()
                .map(Generation::entry)
                .filter(Generation.Promoted.class::isInstance)
                .map(entry -> ((Generation.Promoted) entry).build())
                .toList();
        assertThat(promoted).isSorted().doesNotHaveDuplicates().last().isEqualTo(new BuildNumber(10));
        assertThat(site.log(MAIN).entries())
                .extracting(entry -> entry.number().value())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void anAnswerThatGotLostIsLookedUp() {
        Report report = site.succeed(MAIN);
        Promoter promoter =
                site.promoter(faulty(FaultyObjectStore.times(1, Fault.ANSWER_LOST_AFTER_WRITE, this::appends)));

        promoter.on(succeeded(report));

        assertThat(site.entries(MAIN)).containsExactly("promoted #1");
        assertThat(site.told(Promoted.class)).hasSize(1);
    }

    @Test
    void anOutcomeThatCanNotBeLookedUpIsWorthARetryAndIsFoundThen() {
        Report report = site.succeed(MAIN);
        AtomicBoolean lost = new AtomicBoolean();
        AtomicBoolean away = new AtomicBoolean();
        Promoter promoter = site.promoter(faulty(request -> {
            if (appends(request) && lost.compareAndSet(false, true)) {
                away.set(true);
                return Optional.of(Fault.ANSWER_LOST_AFTER_WRITE);
            }
            return away.get() ? Optional.of(Fault.UNAVAILABLE) : Optional.empty();
        }));

        assertThatThrownBy(() -> promoter.on(succeeded(report)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageStartingWith("Cannot tell whether entry 1 of docs@main was written: ");
        assertThat(site.told(Promoted.class)).isEmpty();

        away.set(false);
        promoter.on(succeeded(report));
        assertThat(site.entries(MAIN)).containsExactly("promoted #1");
        assertThat(site.told(Promoted.class)).hasSize(1);
    }

    @Test
    void aStaleReadCostsARaceAndNothingElse() {
        Report first = site.succeed(MAIN);
        Report second = site.succeed(MAIN);
        FaultyObjectStore stale = faulty(request -> request.operation() == StoreRequest.Operation.GET
                        && request.key().contains("/generations/")
                ? Optional.of(Fault.STALE_READ)
                : Optional.empty());

        site.promoter(stale).on(succeeded(first));
        site.promoter(stale).on(succeeded(second));

        assertThat(site.entries(MAIN)).containsExactly("promoted #1", "promoted #2");
    }

    @Test
    void aCrashAtAnyWriteLosesNothingThatWasAsked() throws Exception {
        int writes = CrashPoints.enumerate(ReleaseDay::new);

        assertThat(writes).as("settings, two claims, two reports, four entries").isEqualTo(9);
    }

    /** A promotion, a lock over the next success, the end of the lock. */
    private static final class ReleaseDay implements CrashPoints.Scenario {
        private final List<Event> events = new ArrayList<>();

        @Override
        public void run(ObjectStore store) {
            TestSite site = new TestSite(store).registered();
            events.add(succeeded(site.succeed(MAIN)));
            events.add(new Lock(MAIN, "linus", "release day", null, null, NOON));
            events.add(succeeded(site.succeed(MAIN)));
            events.add(new Unlock(MAIN, "linus", "released", null, NOON));
            deliver(site.promoter());
        }

        @Override
        public void recover(ObjectStore store, CrashPoint point) {
            if (events.size() < 4) {
                return; // Died while the builders still wrote: nothing was asked of the publisher.
            }

            TestSite site = new TestSite(store);
            deliver(site.promoter());

            assertThat(site.entries(MAIN)).containsExactly("promoted #1", "locked", "unlocked", "promoted #2");
            assertThat(site.told(Promoted.class))
                    .extracting(promoted -> promoted.build().value())
                    .contains(1L, 2L);
        }

        private void deliver(Promoter promoter) {
            events.forEach(promoter::on);
        }
    }

    private FaultyObjectStore faulty(Faults faults) {
        return new FaultyObjectStore(store, faults);
    }

    private boolean appends(StoreRequest request) {
        return request.operation() == StoreRequest.Operation.CREATE
                && request.key().contains("/generations/");
    }
}
