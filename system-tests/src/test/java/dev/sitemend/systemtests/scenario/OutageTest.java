package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.Revision;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker or the store is away for a while: nothing is lost, nothing given up, and nobody has to do anything. */
final class OutageTest {
    @TempDir
    private static Path directory;

    private static ServersBeside servers;
    private static Sitemend sitemend;

    @BeforeAll
    static void start() {
        // What was taken without an event is found soon.
        servers = new ServersBeside(directory.resolve("servers"), Map.of("SITEMEND_POLLING_INTERVAL", "2s"));
        sitemend = Sitemend.startOn(servers, directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        sitemend.close();
    }

    @Test
    void withoutTheBrokerPushesAreKeptAndWebhooksAskedToComeAgain() {
        String secret = sitemend.api().createSite("deaf").path("webhookSecret").asString();
        Author ada = sitemend.author("deaf", directory.resolve("deaf"));
        CommandSite.write(ada, "", "");
        sitemend.aftermath("deaf").isLive(push(ada, "Start").revision());

        servers.kafka().stop();
        CompletableFuture<HttpResponse<String>> hook = CompletableFuture.supplyAsync(() -> webhook("deaf", secret));
        ada.write("pages/next.html", "<p>next");
        Pushed second = push(ada, "Next");
        assertThat(second.said()).contains("Your push is stored", "Kafka is out of reach", "Nothing to do");
        assertThat(hook.join().statusCode()).isEqualTo(503);
        assertThat(hook.join().headers().firstValue("Retry-After")).isPresent();
        assertThat(sitemend.visitor().read("deaf", "/")).startsWith("200 ").contains("<p>first");
        servers.kafka().start();

        sitemend.aftermath("deaf").isLive(second.revision());
        assertThat(sitemend.visitor().read("deaf", "/next.html")).isEqualTo("200 <p>next");
        assertThat(sitemend.api().deadLetters("deaf")).isEmpty();
    }

    @Test
    void withoutTheStorePushesGoThroughAndTheBuildWaits() {
        Author ada = sitemend.newSite("empty", directory);
        CommandSite.write(ada, "", "");
        sitemend.aftermath("empty").isLive(push(ada, "Start").revision());

        servers.store().stop();
        ada.write("pages/next.html", "<p>next");
        Revision second = push(ada, "Next", "-o", "nowait").revision();
        assertThat(sitemend.visitor().read("empty", "/")).startsWith("200 ").contains("<p>first");
        servers.store().start();

        sitemend.aftermath("empty").isLive(second);
        assertThat(sitemend.api().deadLetters("empty")).isEmpty();
    }

    private static Pushed push(Author author, String message, String... options) {
        Revision revision = author.commit(message);
        Author.Push push = author.push(options);
        assertThat(push.status()).describedAs(push.said()).isZero();
        return new Pushed(revision, push.said());
    }

    private static HttpResponse<String> webhook(String site, String secret) {
        return sitemend.api()
                .send(sitemend.api()
                        .request("/hooks/generic/" + site)
                        .header("X-Sitemend-Signature-256", "sha256=" + signature("{}", secret))
                        .POST(BodyPublishers.ofString("{}")));
    }

    private static String signature(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    private record Pushed(Revision revision, String said) {}
}
