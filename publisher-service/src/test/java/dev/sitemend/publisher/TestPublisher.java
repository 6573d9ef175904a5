package dev.sitemend.publisher;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.publisher.serving.SiteConnector;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Scan;
import dev.sitemend.store.tree.Trees;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.springframework.util.unit.DataSize;

/** The serving side of a publisher on a real port, over a store that tests write to as builders and promotion do. */
public final class TestPublisher implements AutoCloseable {
    // Held, so that its level stays: Tomcat tells of every start.
    private static final Logger TOMCAT = Logger.getLogger("org.apache");
    private static final DocumentSigner SIGNER =
            new DocumentSigner("a secret of the tests".getBytes(StandardCharsets.UTF_8));

    private final ObjectStore store;
    private final Path scratch;
    private final Trees trees;
    private final PublicationLog log;
    private final Builds builds;
    private final Set<PackReference> packs = new LinkedHashSet<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ServingAssembly serving;
    private final Tomcat tomcat;

    private TestPublisher(ObjectStore store, Path directory, DataSize unpublished, Clock clock) {
        this.store = store;
        this.scratch = directory.resolve("builder");
        this.trees = new Trees(store, scratch.resolve("packs"));
        this.log = new PublicationLog(store);
        this.builds = new Builds(store, SIGNER);
        this.serving = ServingAssembly.of(
                new ServingAssembly.Stored(
                        store, new Sites(store), new PublicationLog(store), new Builds(store, SIGNER)),
                new ServingSettings(
                        directory.resolve("data"),
                        URI.create("http://localhost:8081"),
                        URI.create("http://localhost:8080"),
                        new ServingSettings.Serving(unpublished)),
                meters,
                clock,
                Runnable::run);
        this.tomcat = new Tomcat();
        TOMCAT.setLevel(Level.WARNING);
    }

    /** Starts a publisher whose disk is below {@code directory}: again there, it is a restart. */
    public static TestPublisher start(ObjectStore store, Path directory) throws IOException, LifecycleException {
        return start(store, directory, DataSize.ofGigabytes(1), Clock.systemUTC());
    }

    /** The same, with so much room for what is not live. */
    public static TestPublisher start(ObjectStore store, Path directory, DataSize unpublished, Clock clock)
            throws IOException, LifecycleException {
        TestPublisher publisher = new TestPublisher(store, directory, unpublished, clock);
        Files.createDirectories(publisher.scratch);
        publisher.listen(directory);
        return publisher;
    }

    private void listen(Path directory) throws IOException, LifecycleException {
        serving.upkeep().begin();
        Connector connector = new Connector();
        connector.setPort(0);
        SiteConnector.prepare(connector);
        tomcat.setBaseDir(directory.resolve("tomcat").toString());
        tomcat.setConnector(connector);
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        // Looking for leaks of a web application that is a few objects of the test only makes noise.
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesRmiTargets(false);
        tomcat.getEngine().getPipeline().addValve(serving.valve());
        tomcat.start();
    }

    public TestHttp http() {
        return new TestHttp(port());
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    ServingAssembly serving() {
        return serving;
    }

    MeterRegistry meters() {
        return meters;
    }

    /** What the publisher does every minute. */
    public void upkeep() {
        serving.upkeep().step();
    }

    /** Registers a site that has its branch {@code main} at its own address. */
    public SiteId site(String name, String... domains) {
        SiteId site = new SiteId(name);
        long seq = new Sites(store).current(site).map(SiteSettings::seq).orElse(0L) + 1;
        new Sites(store).append(settings(site, seq, List.of(domains), false));
        serving.sites().refresh(site);
        return site;
    }

    public void remove(SiteId site) {
        long seq = new Sites(store).current(site).orElseThrow().seq() + 1;
        new Sites(store).append(settings(site, seq, List.of(), true));
        serving.sites().refresh(site);
    }

    private static SiteSettings settings(SiteId site, long seq, List<String> domains, boolean removed) {
        return new SiteSettings(
                site,
                seq,
                null,
                new BranchName("main"),
                domains,
                List.of("*"),
                null,
                false,
                SiteSettings.Visibility.PUBLIC,
                Map.of(),
                null,
                removed,
                Instant.EPOCH,
                "test",
                token());
    }

    /** Builds a directory of these files and reports success, as a builder does. */
    public Report build(ChannelId channel, Map<String, String> files) throws IOException {
        Path directory = Files.createTempDirectory(scratch, "out");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            if (file.getValue().startsWith("-> ")) {
                Files.createSymbolicLink(path, Path.of(file.getValue().substring(3)));
            } else {
                Files.writeString(path, file.getValue());
            }
        }
        return build(channel, directory);
    }

    /** Builds what is in a directory. */
    public Report build(ChannelId channel, Path directory) {
        Scan scan = trees.scan(directory);
        Artifact artifact = trees.upload(channel.site(), List.of(scan), packs)
                .trees()
                .getFirst()
                .artifact();
        packs.addAll(artifact.packs());
        Claim[] claim = new Claim[1];
        builds.claim(channel.site(), number -> claim[0] = TestReports.claim(channel, number, token()));
        Report report = TestReports.success(claim[0], artifact, token());
        builds.close(report);
        return report;
    }

    /** Makes a build live, up to where visitors get it. */
    public Generation promote(Report report) {
        Outcome.Succeeded succeeded = (Outcome.Succeeded) report.outcome();
        return append(
                report.channel(), new Generation.Promoted(report.number(), succeeded.revision(), succeeded.artifact()));
    }

    public Generation publish(ChannelId channel, Map<String, String> files) throws IOException {
        return promote(build(channel, files));
    }

    /** Appends an entry to the channel's log, and tells the serving side. */
    public Generation append(ChannelId channel, Generation.Entry entry) {
        Generation generation = appendSilently(channel, entry);
        serving.sites().follow(log.read(channel));
        return generation;
    }

    /** Appends an entry to the channel's log, as another replica would. */
    public Generation appendSilently(ChannelId channel, Generation.Entry entry) {
        Generation generation =
                new Generation(log.read(channel).next(), channel, entry, Instant.now(), "test", token());
        log.append(generation);
        return generation;
    }

    public ChannelLog log(ChannelId channel) {
        return log.read(channel);
    }

    private static WriterToken token() {
        return new WriterToken(UUID.randomUUID().toString());
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
