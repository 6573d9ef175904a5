package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Branches that come, go, jump and are pushed faster than they can be built. */
@Tag("on-any-servers")
@ExtendWith(SharedSitemend.class)
final class PublishingTest {
    @TempDir
    private Path directory;

    @Test
    void aPushTellsThePusherWhereThePageIs(Sitemend sitemend) {
        Author ada = sitemend.newSite("tells", directory);
        ada.write("index.html", "<!doctype html><title>Hello</title><p>hello");
        Revision first = ada.commit("Start");

        Author.Push push = ada.push();

        assertThat(push.status()).describedAs(push.said()).isZero();
        assertThat(push.said()).contains("remote:", "http://tells.localhost");
        sitemend.aftermath("tells").isLive(first);
        assertThat(sitemend.visitor().read("tells", "/")).startsWith("200 ").contains("<p>hello");
    }

    @Test
    void aForcePushGoesLiveThoughItIsNoDescendant(Sitemend sitemend) {
        Author ada = sitemend.newSite("forcepush", directory);
        CommandSite.write(ada, "", "");
        ada.commit("Start");
        ada.write("pages/draft.html", "<p>to be regretted");
        Revision regretted = ada.commit("A draft");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("forcepush").isLive(regretted);

        ada.git("reset", "-q", "--hard", "HEAD~1");
        ada.write("pages/better.html", "<p>better");
        Revision better = ada.commit("Better");
        assertThat(ada.push("--force").status()).isZero();

        sitemend.aftermath("forcepush").isLive(better);
        assertThat(sitemend.visitor().read("forcepush", "/draft.html")).startsWith("404");
    }

    @Test
    void aBranchGetsAPreviewAndLosesItWhenItIsDeleted(Sitemend sitemend) {
        Author ada = sitemend.newSite("previews", directory);
        ada.write("index.html", "<p>main");
        Revision main = ada.commit("Start");
        assertThat(ada.push().status()).isZero();
        ada.git("checkout", "-q", "-b", "idea");
        ada.write("index.html", "<p>an idea");
        Revision idea = ada.commit("An idea");
        assertThat(ada.push().status()).isZero();

        sitemend.aftermath("previews").isLive("idea--previews", "idea", idea);
        sitemend.aftermath("previews").isLive(main);

        ada.git("push", "-q", "origin", ":idea");

        await("the preview is gone")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                sitemend.visitor().get("idea--previews", "/").statusCode())
                        .isEqualTo(404));
        sitemend.aftermath("previews").isLive(main);

        ada.write("index.html", "<p>the idea again");
        Revision again = ada.commit("The idea again");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("previews").isLive("idea--previews", "idea", again);
    }

    @Test
    void twoHundredPushesWhileItBuildsCostAFewBuilds(Sitemend sitemend) {
        Author ada = sitemend.newSite("busy", directory);
        CommandSite.write(ada, "sleep 2", "sleep 2");
        Revision last = ada.commit("Start");
        assertThat(ada.push("-o", "nowait").status()).isZero();
        for (int i = 1; i <= 200; i++) {
            ada.write("pages/counter.html", "<p>" + i);
            last = ada.commit("Count to " + i);
            Author.Push push = ada.push("-o", "nowait");
            assertThat(push.status()).describedAs(push.said()).isZero();
        }

        sitemend.aftermath("busy").isLive(last);
        // One more than the pushes' time holds builds of at least 2 s each; a build for each push would be 201.
        assertThat(sitemend.aftermath("busy").reports())
                .filteredOn(Report::isSuccess)
                .hasSizeLessThan(100);
    }

    @Test
    void anUnknownKeyIsExplainedWithFileLineAndWhatWasMeant(Sitemend sitemend) {
        Author ada = sitemend.newSite("typo", directory);
        ada.write("index.html", "<p>fine");
        Revision first = ada.commit("Start");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("typo").isLive(first);

        ada.write("sitemend.yml", "generator: static\ngaet:\n  shrink: 20%\n");
        ada.commit("A typo");
        assertThat(ada.push().status()).isZero();

        sitemend.aftermath("typo").isQuarantined(first);
        Outcome.Failed failed = (Outcome.Failed) sitemend.aftermath("typo")
                .newest(Outcome.Failed.class)
                .orElseThrow()
                .outcome();
        assertThat(failed.message()).contains("sitemend.yml", "2", "gaet", "gate");
        assertThat(sitemend.api().deadLetters("typo")).isEmpty();
    }

    @Test
    void aGeneratorThatIsNotOnTheBuilderIsNamedAndTheOldSiteStays(Sitemend sitemend) {
        Author ada = sitemend.newSite("missing", directory);
        CommandSite.write(ada, "", "");
        Revision first = ada.commit("Start");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("missing").isLive(first);

        ada.write("refresh.sh", "nosuchgenerator --fast\n").write("rebuild.sh", "nosuchgenerator\n");
        ada.commit("Another generator");
        assertThat(ada.push().status()).isZero();

        sitemend.aftermath("missing").isQuarantined(first);
        Outcome.Failed failed = (Outcome.Failed) sitemend.aftermath("missing")
                .newest(Outcome.Failed.class)
                .orElseThrow()
                .outcome();
        assertThat(failed.failure()).isEqualTo(FailureClass.CONFIGURATION);
        assertThat(failed.message()).contains("nosuchgenerator", "Install it there");
    }

    @Test
    void aFileNameWithNewlineAndEmojiIsServed(Sitemend sitemend) {
        Author ada = sitemend.newSite("names", directory);
        ada.write("index.html", "<p>names");
        ada.write("line\nbreak 🌱.txt", "seed");
        Revision first = ada.commit("Odd names");
        assertThat(ada.push().status()).isZero();

        sitemend.aftermath("names").isLive(first);
        assertThat(sitemend.visitor().read("names", "/line%0Abreak%20%F0%9F%8C%B1.txt"))
                .isEqualTo("200 seed");
    }
}
