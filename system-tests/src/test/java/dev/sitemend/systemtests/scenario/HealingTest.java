package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What breaks, and what mends it. */
@Tag("on-any-servers")
@ExtendWith(SharedSitemend.class)
final class HealingTest {
    @TempDir
    private Path directory;

    @Test
    void aRefreshThatFailsBecomesOneCleanRebuild(Sitemend sitemend) {
        Author ada = sitemend.newSite("fails", directory);
        CommandSite.write(ada, "test ! -e pages/trap.html || { echo 'index is damaged' >&2; exit 3; }", "");
        Revision first = push(ada, "Start");
        sitemend.aftermath("fails").isLive(first);

        ada.write("pages/trap.html", "<p>a page that the refresh can not take");
        Revision second = push(ada, "Add a trap");

        sitemend.aftermath("fails").isLive(second);
        healedAfter(sitemend, "fails", FailureClass.GENERATOR_FAILED);
    }

    @Test
    void aRefreshThatIsKilledBecomesOneCleanRebuild(Sitemend sitemend) {
        Author ada = sitemend.newSite("killed", directory);
        CommandSite.write(ada, "test ! -e pages/trap.html || kill -9 $$", "");
        sitemend.aftermath("killed").isLive(push(ada, "Start"));

        ada.write("pages/trap.html", "<p>trap");
        Revision second = push(ada, "Add a trap");

        sitemend.aftermath("killed").isLive(second);
        assertThat(healOf(sitemend, "killed")).isNotNull();
    }

    @Test
    void aRefreshThatHangsIsKilledAtItsLimitAndHealed(Sitemend sitemend) {
        Author ada = sitemend.newSite("hangs", directory);
        CommandSite.write(ada, "test ! -e pages/trap.html || sleep 600", "");
        sitemend.aftermath("hangs").isLive(push(ada, "Start"));

        ada.write("pages/trap.html", "<p>trap");
        Revision second = push(ada, "Add a trap");

        sitemend.aftermath("hangs").isLive(second);
        healedAfter(sitemend, "hangs", FailureClass.TIMED_OUT);
    }

    @Test
    void anOutputThatShrinksToNothingNeverGoesLive(Sitemend sitemend) {
        Author ada = sitemend.newSite("shrinks", directory);
        CommandSite.write(ada, "test ! -e pages/trap.html || { rm -rf public; mkdir public; exit 0; }", "");
        sitemend.aftermath("shrinks").isLive(push(ada, "Start"));

        ada.write("pages/trap.html", "<p>trap");
        Revision second = push(ada, "Add a trap");

        sitemend.aftermath("shrinks").isLive(second);
        healedAfter(sitemend, "shrinks", FailureClass.GATE_REFUSED);
    }

    @Test
    void contentThatNoBuildCanDigestIsQuarantinedAndTheNextPushMendsIt(Sitemend sitemend) {
        Author ada = sitemend.newSite("broken", directory);
        String check = "test ! -e pages/broken.html || { echo 'broken.html line 1: no such tag' >&2; exit 1; }";
        CommandSite.write(ada, check, check);
        Revision first = push(ada, "Start");
        sitemend.aftermath("broken").isLive(first);

        ada.write("pages/broken.html", "<nosuchtag>");
        push(ada, "Break a page");

        sitemend.aftermath("broken").isQuarantined(first);
        assertThat(reports(sitemend, "broken", Cause.HEAL)).hasSize(1);

        ada.remove("pages/broken.html").write("pages/mended.html", "<p>mended");
        Revision mended = push(ada, "Mend the page");

        sitemend.aftermath("broken").isLive(mended);
        assertThat(sitemend.api().channel("broken", "main").path("state").asString(""))
                .isEqualTo("current");
    }

    @Test
    void aDamagedCacheIsAMissAndNotAFailure(Sitemend sitemend) {
        Author ada = sitemend.newSite("rots", directory);
        CommandSite.write(ada, "", "");
        sitemend.aftermath("rots").isLive(push(ada, "Start"));

        damagePacks(sitemend.store(), "rots");
        ada.write("pages/next.html", "<p>next");
        Revision second = push(ada, "Add a page");

        sitemend.aftermath("rots").isLive(second);
        Report report =
                sitemend.aftermath("rots").newest(Outcome.Succeeded.class).orElseThrow();
        assertThat(report.mode()).isEqualTo(BuildMode.REBUILD);
        assertThat(sitemend.api().deadLetters("rots")).isEmpty();
    }

    @Test
    void aWriterForcesACleanRebuildWithOneParameter(Sitemend sitemend) {
        Author ada = sitemend.newSite("forced", directory);
        CommandSite.write(ada, "", "");
        Revision first = push(ada, "Start");
        sitemend.aftermath("forced").isLive(first);
        Revision second = commit(ada, "next");

        assertThat(ada.push("-o", "rebuild").status()).isZero();

        sitemend.aftermath("forced").isLive(second);
        Report report =
                sitemend.aftermath("forced").newest(Outcome.Succeeded.class).orElseThrow();
        assertThat(report.mode()).isEqualTo(BuildMode.REBUILD);
        assertThat(report.cause()).isEqualTo(Cause.FORCED);
    }

    private static Revision commit(Author author, String page) {
        author.write("pages/" + page + ".html", "<p>" + page);
        return author.commit("Add " + page);
    }

    private static Revision push(Author author, String message) {
        Revision revision = author.commit(message);
        Author.Push push = author.push();
        assertThat(push.status()).describedAs(push.said()).isZero();
        return revision;
    }

    private static void healedAfter(Sitemend sitemend, String site, FailureClass failure) {
        Report heal = healOf(sitemend, site);
        Report failed = sitemend.aftermath(site).reports().stream()
                .filter(report -> report.number().equals(heal.healOf()))
                .findFirst()
                .orElseThrow();
        assertThat(failed.mode()).isEqualTo(BuildMode.REFRESH);
        assertThat(failed.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        outcome -> assertThat(outcome.failure()).isEqualTo(failure));
        await("the dead letter is told")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(sitemend.api().deadLetters(site)).hasSize(1));
    }

    private static Report healOf(Sitemend sitemend, String site) {
        List<Report> heals = reports(sitemend, site, Cause.HEAL);
        assertThat(heals).hasSize(1);
        assertThat(heals.getFirst().mode()).isEqualTo(BuildMode.REBUILD);
        return heals.getFirst();
    }

    private static List<Report> reports(Sitemend sitemend, String site, Cause cause) {
        return sitemend.aftermath(site).reports().stream()
                .filter(report -> report.cause() == cause && report.isAnswer())
                .toList();
    }

    /** Flips a byte in the middle of every pack of the site. */
    private static void damagePacks(ObjectStore store, String site) {
        List<StoredObject> packs = Listing.all(store, Keys.packs(new SiteId(site)));
        assertThat(packs).isNotEmpty();
        for (StoredObject pack : packs) {
            byte[] content = store.get(pack.key()).orElseThrow();
            content[content.length / 2] ^= (byte) 0xff;
            store.put(pack.key(), Content.of(content));
        }
    }
}
