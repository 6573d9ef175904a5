package dev.sitemend.publisher.promotion;

import static dev.sitemend.publisher.promotion.TestSite.MAIN;
import static dev.sitemend.publisher.promotion.TestSite.NOON;
import static dev.sitemend.publisher.promotion.TestSite.PREVIEW;
import static dev.sitemend.publisher.promotion.TestSite.failed;
import static dev.sitemend.publisher.promotion.TestSite.succeeded;
import static dev.sitemend.publisher.promotion.TestSite.vanished;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PromotionEvent.ChannelRetired;
import dev.sitemend.contracts.event.PromotionEvent.CommandRefused;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.event.PromotionEvent.PromotionRefused;
import dev.sitemend.contracts.event.PromotionEvent.RolledBack;
import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.json.CommandTokens;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.site.Sites;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PromoterTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final TestSite site = new TestSite(store).registered("release-*");
    private final Promoter promoter = site.promoter();

    @Test
    void aMarkOfSuccessBecomesAGenerationThatIsShownBeforeItIsTold() {
        Report report = site.succeed(MAIN);

        promoter.on(succeeded(report));

        assertThat(site.entries(MAIN)).containsExactly("promoted #1");
        assertThat(site.shown).last().isEqualTo(site.log(MAIN));
        assertThat(site.told(Promoted.class)).singleElement().satisfies(promoted -> {
            assertThat(promoted.generation().value()).isEqualTo(1);
            assertThat(promoted.build()).isEqualTo(report.number());
        });
    }

    @Test
    void aSuccessThatIsInTheLogHasItsEventSentAgain() {
        Report report = site.succeed(MAIN);

        promoter.on(succeeded(report));
        site.promoter().on(succeeded(report));

        assertThat(site.entries(MAIN)).containsExactly("promoted #1");
        assertThat(site.told(Promoted.class)).hasSize(2);
    }

    @Test
    void anOlderBuildThatEndsLaterIsRefused() {
        Claim slow = site.claim(MAIN, BuildMode.REFRESH, Cause.PUSH);
        Report quick = site.succeed(MAIN);
        promoter.on(succeeded(quick));

        promoter.on(succeeded(site.close(slow, TestSite.success())));

        assertThat(site.entries(MAIN)).containsExactly("promoted #2");
        assertRefused("Cannot promote docs@main to build #1: build #2 was published before, and builds are published in"
                + " their order");
    }

    @Test
    void aRollbackIsNotUndoneByARedelivery() {
        Report first = site.succeed(MAIN);
        Report second = site.succeed(MAIN);
        promoter.on(succeeded(first));
        promoter.on(succeeded(second));

        promoter.on(new RollBack(MAIN, null, "ada", "broken links", null, NOON));
        promoter.on(succeeded(second));

        assertThat(site.entries(MAIN)).containsExactly("promoted #1", "promoted #2", "rolled back to #1");
        assertThat(site.told(RolledBack.class))
                .singleElement()
                .satisfies(back -> assertThat(back.by()).isEqualTo("ada"));
    }

    @Test
    void aRollbackDeliveredTwiceGoesBackOnce() {
        for (int i = 0; i < 3; i++) {
            promoter.on(succeeded(site.succeed(MAIN)));
        }
        RollBack command = new RollBack(MAIN, null, "ada", "broken links", null, NOON);

        promoter.on(command);
        promoter.on(command);

        assertThat(site.entries(MAIN)).last().isEqualTo("rolled back to #2");
        assertThat(site.told(RolledBack.class)).hasSize(2);
    }

    @Test
    void aLockHoldsAndUnlockingOffersTheNewestSuccess() {
        promoter.on(succeeded(site.succeed(MAIN)));
        promoter.on(new Lock(MAIN, "linus", "release day", null, null, NOON));
        promoter.on(succeeded(site.succeed(MAIN)));
        promoter.on(succeeded(site.succeed(MAIN)));
        assertRefused("Cannot promote docs@main to build #3: linus locked docs@main at 2026-11-25T12:00:00Z:"
                + " release day");

        promoter.on(new Unlock(MAIN, "linus", "released", null, NOON));

        assertThat(site.entries(MAIN)).containsExactly("promoted #1", "locked", "unlocked", "promoted #3");
    }

    @Test
    void whoIsRefusedIsToldAndNobodyElsesBuildIsBlamed() {
        promoter.on(succeeded(site.succeed(MAIN)));
        RollBack command = new RollBack(MAIN, null, "ada", "broken links", new GenerationNumber(1), NOON);

        promoter.on(command);

        assertThat(site.entries(MAIN)).containsExactly("promoted #1");
        assertThat(site.told(PromotionRefused.class)).isEmpty();
        assertThat(site.told(CommandRefused.class))
                .containsExactly(new CommandRefused(
                        MAIN,
                        CommandTokens.of(command),
                        "ada",
                        "Cannot roll docs@main back: nothing older than build #1 was ever live",
                        NOON));
    }

    /** The simulation saw it: the entry was written, Kafka was away, and the retry found nothing left to offer. */
    @Test
    void anUnlockThatIsRetriedTellsWhatItsFirstTryWrote() {
        promoter.on(new Lock(MAIN, "linus", "release day", null, null, NOON));
        promoter.on(succeeded(site.succeed(MAIN)));
        Unlock unlock = new Unlock(MAIN, "linus", "released", null, NOON);
        promoter.on(unlock);
        site.told.clear();

        site.promoter().on(unlock);

        assertThat(site.told(Promoted.class)).hasSize(1);
    }

    @Test
    void whatCameAfterALookAtTheStoreIsOfferedToo() {
        site.succeed(MAIN);
        promoter.reconcile(1000);
        promoter.on(new Lock(MAIN, "linus", "release day", null, null, NOON));
        site.succeed(MAIN);
        site.succeed(MAIN);

        promoter.on(new Unlock(MAIN, "linus", "released", null, NOON));

        assertThat(site.entries(MAIN)).containsExactly("promoted #1", "locked", "unlocked", "promoted #3");
    }

    @Test
    void aLockThatRunsOutGivesWayByItself() {
        promoter.on(new Lock(MAIN, "linus", "lunch", NOON.plusSeconds(60), null, NOON));
        promoter.on(succeeded(site.succeed(MAIN)));

        promoter.offerWhatLocksHeld();
        assertThat(site.entries(MAIN)).containsExactly("locked");

        site.clock.advance(Duration.ofSeconds(60));
        promoter.offerWhatLocksHeld();
        assertThat(site.entries(MAIN)).containsExactly("locked", "promoted #1");
    }

    @Test
    void aVanishedBranchIsRetiredAndAnOlderBuildDoesNotBringItBack() {
        Claim slow = site.claim(PREVIEW, BuildMode.REFRESH, Cause.PUSH);
        Report gone = site.vanish(PREVIEW);
        promoter.on(vanished(gone));
        promoter.on(vanished(gone));

        promoter.on(succeeded(site.close(slow, TestSite.success())));
        assertThat(site.entries(PREVIEW)).containsExactly("retired by #2");
        assertThat(site.told(ChannelRetired.class)).hasSize(2);

        promoter.on(succeeded(site.succeed(PREVIEW)));
        assertThat(site.entries(PREVIEW)).containsExactly("retired by #2", "promoted #3");
    }

    @Test
    void branchesThatNoPatternNamesAreRefusedWithAReason() {
        ChannelId wip = ChannelId.of("docs", "wip");

        promoter.on(succeeded(site.succeed(wip)));

        assertThat(site.entries(wip)).isEmpty();
        assertRefused(
                "Cannot promote docs@wip to build #1: wip is not the production branch main, and no preview pattern"
                        + " of the site matches it (release-*)");
    }

    @Test
    void whatTheStoreDoesNotConfirmIsRefused() {
        promoter.on(succeeded(MAIN, new BuildNumber(7)));
        assertRefused("Cannot promote docs@main to build #7: the store has no report of it");

        Report others = site.succeed(PREVIEW);
        promoter.on(succeeded(MAIN, others.number()));
        assertRefused("Cannot promote docs@main to build #1: it is a build of docs@release-1");
    }

    @Test
    void aReportThatWeDidNotSignIsRefused() {
        Claim claim = site.claim(MAIN, BuildMode.REFRESH, Cause.PUSH);
        new Builds(store, new DocumentSigner("another installation's".getBytes(UTF_8)))
                .close(site.report(claim, TestSite.success()));

        promoter.on(succeeded(MAIN, claim.number()));

        assertThat(site.entries(MAIN)).isEmpty();
        assertThat(site.told(PromotionRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.reason())
                        .startsWith("Cannot promote docs@main to build #1: ")
                        .contains("signature"));
    }

    @Test
    void aFailedCleanBuildIsQuarantineUnlessSomethingNewerSucceeded() {
        promoter.on(succeeded(site.succeed(MAIN)));
        Report broken = site.close(
                site.claim(MAIN, BuildMode.REBUILD, Cause.HEAL), TestSite.failure(FailureClass.GENERATOR_FAILED));

        promoter.on(failed(broken));
        assertThat(site.told(ChannelQuarantined.class))
                .singleElement()
                .satisfies(quarantined -> assertThat(quarantined.reason())
                        .isEqualTo("The clean rebuild #2 failed: ikiwiki ended with 2. Visitors go on seeing generation"
                                + " 1, build #1 of ccccccc."));

        site.succeed(MAIN);
        promoter.on(failed(broken));
        assertThat(site.told(ChannelQuarantined.class)).hasSize(1);
    }

    @Test
    void whatWasNeverDecidedIsOfferedAtStart() {
        site.succeed(MAIN);
        Report newest = site.succeed(MAIN);
        Report preview = site.succeed(PREVIEW);

        promoter.reconcile(1000);

        assertThat(site.entries(MAIN)).containsExactly("promoted " + newest.number());
        assertThat(site.entries(PREVIEW)).containsExactly("promoted " + preview.number());
    }

    @Test
    void reconcilingSaysNothingAboutWhatWasRefusedBefore() {
        site.succeed(ChannelId.of("docs", "wip"));
        site.close(site.claim(MAIN, BuildMode.REBUILD, Cause.AUDIT), TestSite.success());

        promoter.reconcile(1000);

        assertThat(site.told).isEmpty();
        assertThat(site.entries(MAIN)).isEmpty();
    }

    @Test
    void aRemovedSiteIsNotPublished() {
        new Sites(store).append(site.settings(2, true));

        promoter.on(succeeded(site.succeed(MAIN)));

        assertThat(site.entries(MAIN)).isEmpty();
        assertRefused(
                "Cannot promote docs@main to build #1: the site docs was removed at 2026-11-25T12:00:00Z by linus");
    }

    private void assertRefused(String reason) {
        assertThat(site.told(PromotionRefused.class))
                .last()
                .extracting(PromotionRefused::reason)
                .isEqualTo(reason);
    }
}
