package dev.sitemend.publisher;

import static dev.sitemend.publisher.TestHttp.header;
import static dev.sitemend.publisher.TestHttp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.ZstdInputStream;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One published site, asked in every way that HTTP has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesAreSentTest {
    private static final String DOCS = "docs.localhost";
    private static final String LONG = "All work and no play makes a page compressible. ".repeat(200);
    private static final String DIGITS = "0123456789".repeat(10);

    private TestPublisher publisher;
    private TestHttp http;

    @BeforeAll
    void publish(@TempDir Path directory) throws Exception {
        Map<String, String> files = new HashMap<>();
        files.put("index.html", LONG);
        files.put("about.html", "about");
        files.put("blog/index.html", "blog");
        files.put("both.html", "both, the file");
        files.put("both/index.html", "both, the directory");
        files.put("empty/picture.png", "png");
        files.put("digits.bin", DIGITS);
        files.put("nothing.txt", "");
        files.put("404.html", "own 404");
        files.put("name with space+ü.txt", "odd");
        files.put("latest", "-> blog");
        files.put("link.css", "-> assets/real.css");
        files.put("assets/real.css", "css");
        files.put("out.txt", "-> ../../../../etc/passwd");
        files.put("loop", "-> loop");
        files.put(".git/config", "secret");
        files.put("spa/app.html", "the app");
        files.put("data.json", "{}");
        files.put(
                "_headers",
                "/*\n  X-Everywhere: yes\n/assets/*\n  Cache-Control: max-age=9\n/data.json\n  Content-Type: application/x-data\n");
        files.put("_redirects", """
                /old/*          /blog/:splat      302
                /about          /forced           302!
                /digits.bin     /never            302
                /spa/*          /spa/app.html     200
                /proxy/*        http://127.0.0.1:1/:splat 200
                /gone           /404.html         410
                """);
        publisher = TestPublisher.start(new InMemoryObjectStore(), directory);
        publisher.site("docs");
        publisher.publish(ChannelId.of("docs", "main"), files);
        http = publisher.http();
        await("Last-Modified is told from the second after the promotion")
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        !header(http.get(DOCS, "/digits.bin"), "Last-Modified").isEmpty());
    }

    @AfterAll
    void stop() throws Exception {
        publisher.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/blog/, 200, blog",
        "/blog/index.html, 200, blog",
        "/both, 200, 'both, the file'",
        "/both/, 200, 'both, the directory'",
        "/about.html, 200, about",
        "/latest/, 200, blog",
        "/latest/index.html, 200, blog",
        "/link.css, 200, css",
        "/name%20with%20space+%C3%BC.txt, 200, odd",
        "/nothing.txt, 200, ''",
        "/spa/some/route, 200, the app",
        "/digits.bin?download, 200, "
                + "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
        "/missing, 404, own 404",
        "/missing/, 404, own 404",
        "/empty, 404, own 404",
        "/empty/, 404, own 404",
        "/out.txt, 404, own 404",
        "/loop, 404, own 404",
        "/loop/x, 404, own 404",
        "/proxy/x, 404, own 404",
        "/.git/config, 404, own 404",
        "/_headers, 404, own 404",
        "/_redirects, 404, own 404",
        "/gone, 410, own 404"
    })
    void pathsLeadToPages(String path, int status, String body) throws Exception {
        HttpResponse<byte[]> response = http.get(DOCS, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(text(response)).isEqualTo(body);
        assertThat(header(response, "X-Everywhere")).isEqualTo("yes");
        assertThat(header(response, "Sitemend-Generation")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "/blog, 301, /blog/",
        "/blog?a=b, 301, /blog/?a=b",
        "/latest, 301, /latest/",
        "/about/?x, 302, /forced?x",
        "/about, 302, /forced",
        "/old/2024/post, 302, /blog/2024/post",
        "//blog//index.html, 301, /blog/index.html",
        "//evil.example/%2e, 400, ''",
        "/both.html/, 404, ''"
    })
    void pathsLeadElsewhere(String path, int status, String location) throws Exception {
        HttpResponse<byte[]> response = http.get(DOCS, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html;charset=utf-8",
        "/link.css, text/css;charset=utf-8",
        "/digits.bin, application/octet-stream",
        "/empty/picture.png, image/png",
        "/data.json, application/x-data",
        "/missing, text/html;charset=utf-8"
    })
    void typesFollowExtensionsAndTheSitesRules(String path, String type) throws Exception {
        assertThat(header(http.get(DOCS, path), "Content-Type")).isEqualTo(type);
    }

    @Test
    void theSitesOwnHeadersWin() throws Exception {
        assertThat(header(http.get(DOCS, "/assets/real.css"), "Cache-Control")).isEqualTo("max-age=9");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, gzip",
        "zstd, zstd",
        "'gzip, deflate, br, zstd', zstd",
        "'zstd;q=0, gzip;q=0.5', gzip",
        "'zstd;q=0.5, gzip', gzip",
        "*, zstd"
    })
    void textIsCompressedAsTheClientLikes(String accepted, String expected) throws Exception {
        HttpResponse<byte[]> response = http.get(DOCS, "/", "Accept-Encoding", accepted);
        String coding = header(response, "Content-Encoding");

        assertThat(coding).isEqualTo(expected);
        assertThat(response.body().length).isLessThan(LONG.length() / 10);
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(response.body().length));
        assertThat(unpacked(coding, response.body())).isEqualTo(LONG);
        assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(response, "ETag")).endsWith("-" + coding + "\"");
    }

    private static String unpacked(String coding, byte[] body) throws Exception {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        try (var in = coding.equals("gzip") ? new GZIPInputStream(bytes) : new ZstdInputStream(bytes)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsSmallOrNotWantedCompressedIsPlain() throws Exception {
        HttpResponse<byte[]> plain = http.get(DOCS, "/", "Accept-Encoding", "br, gzip;q=0");

        assertThat(text(plain)).isEqualTo(LONG);
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(http.get(DOCS, "/about.html", "Accept-Encoding", "gzip"), "Content-Encoding"))
                .isEmpty();
        assertThat(header(http.get(DOCS, "/digits.bin", "Accept-Encoding", "gzip"), "Vary"))
                .isEmpty();
    }

    @Test
    void aCopyThatIsStillGoodIsNotSentAgain() throws Exception {
        HttpResponse<byte[]> plain = http.get(DOCS, "/");
        String tag = header(plain, "ETag");
        String date = header(plain, "Last-Modified");

        for (String condition : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse<byte[]> response = http.get(DOCS, "/", "If-None-Match", condition, "Accept-Encoding", "gzip");
            assertThat(response.statusCode()).as(condition).isEqualTo(304);
            assertThat(header(response, "ETag")).isEqualTo(tag);
            assertThat(header(response, "Sitemend-Generation")).isEqualTo("1");
            assertThat(response.body()).isEmpty();
        }
        assertThat(http.get(DOCS, "/", "If-Modified-Since", date).statusCode()).isEqualTo(304);
        assertThat(http.get(DOCS, "/", "If-Modified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
        assertThat(http.get(DOCS, "/", "If-Modified-Since", "yesterday").statusCode())
                .isEqualTo(200);
        assertThat(http.get(DOCS, "/", "If-None-Match", "\"other\"", "If-Modified-Since", date)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aClientThatWantsToGoOnWithOtherBytesIsTold() throws Exception {
        String tag = header(http.get(DOCS, "/digits.bin"), "ETag");

        assertThat(http.get(DOCS, "/digits.bin", "If-Match", "\"other\"").statusCode())
                .isEqualTo(412);
        assertThat(http.get(DOCS, "/digits.bin", "If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(http.get(DOCS, "/digits.bin", "If-Unmodified-Since", "Sat, 01 Jan 2000 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-4, 01234, bytes 0-4/100",
        "bytes=95-, 56789, bytes 95-99/100",
        "bytes=-3, 789, bytes 97-99/100",
        "bytes=98-200, 89, bytes 98-99/100"
    })
    void aPartCanBeAskedFor(String range, String body, String contentRange) throws Exception {
        HttpResponse<byte[]> response = http.get(DOCS, "/digits.bin", "Range", range);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(text(response)).isEqualTo(body);
        assertThat(header(response, "Content-Range")).isEqualTo(contentRange);
    }

    @Test
    void severalPartsComeInOneAnswer() throws Exception {
        HttpResponse<byte[]> response = http.get(DOCS, "/digits.bin", "Range", "bytes=0-1,50-52,-1");
        String type = header(response, "Content-Type");
        String boundary = type.substring(type.indexOf('=') + 1);

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        assertThat(text(response))
                .isEqualTo("\r\n--B\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 0-1/100\r\n\r\n01"
                                .replace("B", boundary)
                        + "\r\n--B\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 50-52/100\r\n\r\n012"
                                .replace("--B", "--" + boundary)
                        + "\r\n--B\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 99-99/100\r\n\r\n9"
                                .replace("--B", "--" + boundary)
                        + "\r\n--" + boundary + "--\r\n");
    }

    @Test
    void aPartIsSentOnlyOfTheBytesThatTheClientHas() throws Exception {
        HttpResponse<byte[]> whole = http.get(DOCS, "/digits.bin");

        for (String same : new String[] {header(whole, "ETag"), header(whole, "Last-Modified")}) {
            assertThat(http.get(DOCS, "/digits.bin", "Range", "bytes=0-1", "If-Range", same)
                            .statusCode())
                    .isEqualTo(206);
        }
        for (String other : new String[] {"\"other\"", "W/" + header(whole, "ETag"), "Sat, 01 Jan 2000 00:00:00 GMT"}) {
            assertThat(http.get(DOCS, "/digits.bin", "Range", "bytes=0-1", "If-Range", other)
                            .statusCode())
                    .as(other)
                    .isEqualTo(200);
        }
    }

    @Test
    void aPartOutsideIsRefusedAndNonsenseIsIgnored() throws Exception {
        HttpResponse<byte[]> outside = http.get(DOCS, "/digits.bin", "Range", "bytes=100-");

        assertThat(outside.statusCode()).isEqualTo(416);
        assertThat(header(outside, "Content-Range")).isEqualTo("bytes */100");
        assertThat(http.get(DOCS, "/digits.bin", "Range", "pages=1").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/", "/digits.bin", "/missing", "/blog", "/.well-known/sitemend.json", "/nothing.txt"})
    void headIsGetWithoutBody(String path) throws Exception {
        HttpResponse<byte[]> get = http.get(DOCS, path, "Accept-Encoding", "gzip");
        HttpResponse<byte[]> head = http.send("HEAD", DOCS, path, "Accept-Encoding", "gzip");

        assertThat(head.body()).isEmpty();
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        Map<String, List<String>> expected = new HashMap<>(get.headers().map());
        Map<String, List<String>> actual = new HashMap<>(head.headers().map());
        expected.remove("date");
        actual.remove("date");
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void theSamePageInASingleBuildIsTheSameButForEver() throws Exception {
        assertThat(header(http.get("build-1--docs.localhost", "/digits.bin"), "ETag"))
                .isEqualTo(header(http.get(DOCS, "/digits.bin"), "ETag"));
    }
}
