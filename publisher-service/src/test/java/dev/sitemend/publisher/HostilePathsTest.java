package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends over a bare socket what browsers do not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePathsTest {
    private TestPublisher publisher;
    private TestHttp http;

    @BeforeAll
    void publish(@TempDir Path directory) throws Exception {
        publisher = TestPublisher.start(new InMemoryObjectStore(), directory);
        publisher.site("docs");
        publisher.publish(
                ChannelId.of("docs", "main"),
                Map.of("index.html", "home", "a/secret.txt", "served", "%2e%2e", "odd name", "a;b=c.txt", "semicolon"));
        http = publisher.http();
    }

    @AfterAll
    void stop() throws Exception {
        publisher.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../a/secret.txt",
                "/a/../a/secret.txt",
                "/a/./secret.txt",
                "/%2e%2e/a/secret.txt",
                "/a/%2E%2E/a/secret.txt",
                "/a/.%2e/a/secret.txt",
                "/a%2fsecret.txt",
                "/a%2Fsecret.txt",
                "/a%5csecret.txt",
                "/a\\secret.txt",
                "/..\\..\\etc\\passwd",
                "/a/secret.txt%00",
                "/a/secret.txt%00.html",
                "/a%c0%afsecret.txt",
                "/%c0%ae%c0%ae/a/secret.txt",
                "/a/%",
                "/a/%2",
                "/a/%zz",
                "/%252e%252e/a/secret.txt",
                "/a%252fsecret.txt",
                "/a/..;/a/secret.txt",
                "/..;/..;/etc/passwd",
                "/a/secret.txt/",
                "/a/secret.txt/..",
                "/a/secret.txt/x",
                "/a/secret.txt;x=y",
                "/a/secret.txt%0a",
                "/a/secret.txt%20",
                "/a/secret.txt.",
                "/a/SECRET.txt",
                "/\u00e9"
            })
    void noOtherSpellingLeadsToAFile(String target) throws Exception {
        String answer = http.raw("docs.localhost", target);

        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404) .*").doesNotContain("served", "root:");
    }

    @ParameterizedTest
    @CsvSource({"/a/secret.txt, served", "/%61/%73ecret.txt, served", "/%252e%252e, odd name", "/a;b=c.txt, semicolon"})
    void anEncodedNameIsDecodedExactlyOnce(String target, String body) throws Exception {
        assertThat(http.raw("docs.localhost", target))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n" + body);
    }

    @ParameterizedTest
    @CsvSource({
        "//evil.example, Location: /evil.example",
        "///evil.example/, Location: /evil.example/",
        "//evil.example%0d%0aX-Injected:%20yes, Location: /evil.example%0D%0AX-Injected:%20yes"
    })
    void aRedirectNeverLeavesTheHostOrItsHeader(String target, String location) throws Exception {
        assertThat(http.raw("docs.localhost", target)).contains("\r\n" + location + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs.localhost.evil.example", "<script>", "docs.localhost/../x", "a..b", ""})
    void aStrangeHostGetsNoSiteAndIsNotEchoedRaw(String host) throws Exception {
        String answer = http.raw(host, "/");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404) .*").doesNotContain("home", "<script>");
    }
}
