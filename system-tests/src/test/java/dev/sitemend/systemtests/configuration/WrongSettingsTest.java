package dev.sitemend.systemtests.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.embedded.EmbeddedStore;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each service is started with each mistake: it ends, and says in one paragraph what is wrong and what to do. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class WrongSettingsTest {
    private static final String ACCESS_DENIED = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>No."
            + "</Message><Resource>/sitemend</Resource><RequestId>1</RequestId></Error>";

    @TempDir
    static Path shared;

    private static EmbeddedStore store;

    @TempDir
    Path folder;

    @BeforeAll
    static void startTheStore() {
        store = EmbeddedStore.startIn(shared);
    }

    @AfterAll
    static void stopTheStore() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void settingsThatAreWrongInThemselves(Service service) throws Exception {
        assertThat(refusal(service, "sitemend.secret", ""))
                .contains("sitemend.secret is not set: expected a random text of 16 bytes or more")
                .contains("openssl rand -hex 32")
                .endsWith("In the environment: SITEMEND_SECRET");
        assertThat(refusal(service, "sitemend.secret", "too-short"))
                .contains("sitemend.secret has 9 bytes")
                .doesNotContain("too-short");
        assertThat(refusal(service, "sitemend.kafka.bootstrap-servers", "http://kafka"))
                .contains("sitemend.kafka.bootstrap-servers is 'http://kafka': expected host:port, such as")
                .contains("SITEMEND_KAFKA_BOOTSTRAP_SERVERS");
        assertThat(refusal(service, "sitemend.kafka.partitions", "many"))
                .contains("sitemend.kafka.partitions can not be 'many'")
                .contains("expected a whole number, such as 4");
        assertThat(refusal(service, "sitemend.public-url", "sitemend.example"))
                .contains("sitemend.public-url is 'sitemend.example': expected scheme and host")
                .endsWith("In the environment: SITEMEND_PUBLIC_URL");
        assertThat(refusal(service, "sitemend.store.access-key", ""))
                .contains("sitemend.store.access-key is missing")
                .contains("SITEMEND_STORE_ACCESS_KEY");
        assertThat(refusal(service, "sitemend.store.endpoint", "store:7070"))
                .contains("sitemend.store.endpoint 'store:7070': expected scheme, host and port alone");
        assertThat(refusal(service, "sitemend.store.bukcet", "pages"))
                .isEqualTo(
                        "there is no setting sitemend.store.bukcet, did you mean sitemend.store.bucket? All of them are"
                                + " in docs/configuration.md");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aDataFolderThatCanNotBeWrittenTo(Service service) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(refusal(service, "sitemend.data", file.resolve("data").toString()))
                .contains("it can not write to its data folder " + file.resolve("data") + ": " + file)
                .contains("SITEMEND_DATA");
    }

    /** The one that opens its port before it waits for Kafka, which would take the others 10 s. */
    @Test
    void aPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(Service.PUBLISHER.refusal(withStore(Map.of("server.port", port))))
                    .contains("port " + port + " is taken")
                    .contains("server.port (SERVER_PORT)");
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void aStoreThatAnswersButIsNotWhatIsNeeded(Service service) throws Exception {
        assertThat(service.refusal(withStore(Map.of("sitemend.store.secret-key", "a-wrong-word"))))
                .contains("the keys may not do that, or are wrong")
                .contains("SITEMEND_STORE_ACCESS_KEY, SITEMEND_STORE_SECRET_KEY")
                .doesNotContain("a-wrong-word");

        try (CannedServer forbidding = CannedServer.answering(line -> line.startsWith("PUT ")
                ? CannedServer.http("403 Forbidden", Instant.now(), "application/xml", ACCESS_DENIED)
                : CannedServer.http("404 Not Found", Instant.now(), "application/xml", ""))) {
            assertThat(refusal(service, "sitemend.store.endpoint", "http://" + forbidding.address()))
                    .contains("find or create the bucket in bucket 'sitemend' at http://" + forbidding.address())
                    .contains("the keys may not do that");
        }

        try (CarelessStore careless = CarelessStore.start()) {
            assertThat(refusal(service, "sitemend.store.endpoint", careless.endpoint()))
                    .contains("of 32 writers that created one object at the same time, 32 were told that they won")
                    .contains("If-None-Match");
        }

        try (CannedServer late = CannedServer.answering(
                _ -> CannedServer.http("403 Forbidden", Instant.now().minus(Duration.ofHours(1)), "text/plain", ""))) {
            assertThat(refusal(service, "sitemend.store.endpoint", "http://" + late.address()))
                    .contains("our clock says")
                    .containsPattern("(59|60) minutes earlier")
                    .contains("Set the wrong one by NTP");
        }

        try (CannedServer website = CannedServer.answering(
                _ -> CannedServer.http("404 Not Found", Instant.now(), "text/html", "<html>Welcome</html>"))) {
            assertThat(refusal(service, "sitemend.store.endpoint", "http://" + website.address()))
                    .contains("what answers there is no S3 store")
                    .contains("Check sitemend.store.endpoint");
        }
    }

    /** In a process of its own: nothing but one line of the log, and the code that says that a setting is wrong. */
    @Test
    void aProcessSaysItInOneParagraphAndEndsWithCode78() throws Exception {
        Path log = folder.resolve("log");
        Map<String, String> settings = withStore(Map.of("sitemend.store.secret-key", "a-wrong-word"));
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        System.getProperty(
                                                "surefire.test.class.path", System.getProperty("java.class.path")),
                                        Service.PUBLISHER.mainClass()),
                                Stream.of(Service.arguments(settings)))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isEqualTo(78);
        assertThat(Files.readString(log))
                .contains("Cannot start sitemend-publisher: Cannot find or create the bucket in bucket 'sitemend'")
                .doesNotContain("\tat ")
                .doesNotContain("a-wrong-word");
    }

    private String refusal(Service service, String name, String value) {
        Map<String, String> settings = Service.rightSettings(folder.resolve("data"));
        settings.put(name, value);
        return service.refusal(settings);
    }

    private Map<String, String> withStore(Map<String, String> others) {
        Map<String, String> settings = Service.rightSettings(folder.resolve("data"));
        settings.put("sitemend.store.endpoint", store.endpoint().toString());
        settings.put("sitemend.store.access-key", store.credentials().accessKey());
        settings.put("sitemend.store.secret-key", store.credentials().secretKey());
        settings.putAll(others);
        return settings;
    }
}
