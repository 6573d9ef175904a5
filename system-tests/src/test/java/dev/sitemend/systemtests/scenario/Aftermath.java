package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.tree.EntryKind;
import dev.sitemend.store.tree.TreeEntry;
import dev.sitemend.store.tree.TreeListing;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The questions that every incident ends with. Is what is live one complete artifact of one successful build? Is every
 * acknowledged push accounted for? Does the history explain what happened?
 */
final class Aftermath {
    private static final Duration LONGEST_BUILD = Duration.ofSeconds(90);

    private final Sitemend sitemend;
    private final String site;

    Aftermath(Sitemend sitemend, String site) {
        this.sitemend = sitemend;
        this.site = site;
    }

    /** Waits until visitors get this revision of the production branch, and asks the questions. */
    void isLive(Revision revision) {
        isLive(site, "main", revision);
    }

    /** Waits until visitors of {@code label} get this revision of {@code branch}, and asks the questions. */
    void isLive(String label, String branch, Revision revision) {
        await("revision " + revision.abbreviated() + " of " + branch + " is served at " + label)
                .atMost(LONGEST_BUILD)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(sitemend.visitor()
                                .servedTruth(label)
                                .path("revision")
                                .asString(""))
                        .describedAs(() -> state(branch))
                        .isEqualTo(revision.value()));
        everythingIsExplained(label, branch);
    }

    /** Waits until the channel is quarantined at this revision while visitors still get {@code live}. */
    void isQuarantined(Revision live) {
        await("the channel is quarantined")
                .atMost(LONGEST_BUILD)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(sitemend.api()
                                .channel(site, "main")
                                .path("state")
                                .asString(""))
                        .describedAs(() -> state("main"))
                        .isEqualTo("quarantined"));
        assertThat(sitemend.api().channel(site, "main").path("why").asString(""))
                .isNotBlank();
        assertThat(sitemend.visitor().servedTruth(site).path("revision").asString(""))
                .isEqualTo(live.value());
        everythingIsExplained(site, "main");
    }

    private String state(String branch) {
        StringBuilder state =
                new StringBuilder(sitemend.api().channel(site, branch).toPrettyString());
        for (JsonNode build : sitemend.api().builds(site)) {
            state.append("\n").append(build);
        }
        return state.toString();
    }

    private void everythingIsExplained(String label, String branch) {
        ChannelId channel = new ChannelId(new SiteId(site), new BranchName(branch));
        ObjectStore store = sitemend.store();
        Builds builds = new Builds(store, signer());
        liveIsOneCompleteArtifact(
                label, builds, new Trees(store, sitemend.data().resolve("aftermath")));
        theLogOnlyRises(new PublicationLog(store).read(channel).entries(), builds);
        everyBuildIsClosed(builds);
    }

    private void liveIsOneCompleteArtifact(String label, Builds builds, Trees trees) {
        JsonNode truth = sitemend.visitor().servedTruth(label);
        BuildNumber number = new BuildNumber(truth.path("build").asLong());
        Report report = builds.report(new SiteId(site), number).orElseThrow();
        assertThat(report.outcome()).isInstanceOf(Outcome.Succeeded.class);
        Artifact artifact = ((Outcome.Succeeded) report.outcome()).artifact();
        assertThat(truth.path("artifact").asString(""))
                .isEqualTo(artifact.root().hex());

        TreeListing listing = trees.listing(new SiteId(site), artifact.root(), artifact.packs());
        assertThat(listing.files()).isPositive().isEqualTo(artifact.files());
        for (Map.Entry<TreePath, TreeEntry> entry : listing.entries().entrySet()) {
            if (entry.getValue().kind() == EntryKind.FILE) {
                isServedWhole(label, entry.getKey(), entry.getValue().digest());
            }
        }
    }

    private void isServedWhole(String label, TreePath path, Digest digest) {
        String address = "/" + percentEncoded(path.bytes());
        HttpResponse<byte[]> response = sitemend.visitor().get(label, address);
        if (response.statusCode() / 100 == 3) {
            return; // An index is served at its folder's address.
        }

        assertThat(response.statusCode()).describedAs(address).isEqualTo(200);
        assertThat(sha256(response.body())).describedAs(address).isEqualTo(digest);
    }

    private void theLogOnlyRises(List<Generation> entries, Builds builds) {
        assertThat(entries).isNotEmpty();
        List<Long> promoted = entries.stream()
                .flatMap(entry -> entry.entry() instanceof Generation.Promoted promotion
                        ? java.util.stream.Stream.of(promotion.build().value())
                        : java.util.stream.Stream.empty())
                .toList();
        assertThat(promoted).isSorted().doesNotHaveDuplicates();
        for (long number : promoted) {
            assertThat(builds.report(new SiteId(site), new BuildNumber(number)))
                    .get()
                    .matches(Report::isSuccess, "is a success");
        }
    }

    private void everyBuildIsClosed(Builds builds) {
        await("every claim has a report")
                .atMost(LONGEST_BUILD)
                .untilAsserted(() -> assertThat(builds.numbers(new SiteId(site)))
                        .allSatisfy(number -> assertThat(builds.report(new SiteId(site), number))
                                .describedAs("report of %s", number)
                                .isPresent()));
        await("the history tells every build")
                .atMost(LONGEST_BUILD)
                .untilAsserted(() -> assertThat(sitemend.api().builds(site))
                        .allSatisfy(build -> assertThat(build.path("state").asString(""))
                                .describedAs(build.toString())
                                .isIn("succeeded", "failed", "skipped", "abandoned", "gone")));
    }

    /** The newest report of the site with this outcome. */
    Optional<Report> newest(Class<? extends Outcome> outcome) {
        Builds builds = new Builds(sitemend.store(), signer());
        return builds.numbers(new SiteId(site)).reversed().stream()
                .flatMap(number -> builds.report(new SiteId(site), number).stream())
                .filter(report -> outcome.isInstance(report.outcome()))
                .findFirst();
    }

    List<Report> reports() {
        Builds builds = new Builds(sitemend.store(), signer());
        return builds.numbers(new SiteId(site)).stream()
                .flatMap(number -> builds.report(new SiteId(site), number).stream())
                .toList();
    }

    private DocumentSigner signer() {
        return new DocumentSigner(sitemend.secret().getBytes(StandardCharsets.UTF_8));
    }

    private static String percentEncoded(byte[] path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path) {
            boolean plain = b == '/' || b == '.' || b == '-' || b == '_' || (b > 0 && Character.isLetterOrDigit(b));
            encoded.append(plain ? Character.toString(b) : "%%%02X".formatted(b & 0xff));
        }
        return encoded.toString();
    }

    private static Digest sha256(byte[] content) {
        try {
            return Digest.ofBytes(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
