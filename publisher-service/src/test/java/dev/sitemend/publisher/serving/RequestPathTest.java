package dev.sitemend.publisher.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, '/', ''",
        "'', '/', ''",
        "/a/b, /a/b, a/b",
        "/a/b/, /a/b/, a/b",
        "/a%20b, '/a b', a b",
        "/100%25, /100%, 100%",
        "/%252e%252e/x, /%2e%2e/x, %2e%2e/x",
        "/..a/b.., /..a/b.., ..a/b..",
        "/a;b, /a;b, a;b",
        "/..;/x, /..;/x, ..;/x"
    })
    void aPlainPathIsDecodedExactlyOnce(String raw, String path, String inArtifact) {
        assertThat(RequestPath.parse(raw)).isEqualTo(new RequestPath.Clean(path));
        assertThat(new RequestPath.Clean(path).inArtifact()).isEqualTo(inArtifact);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../x",
                "/a/../x",
                "/a/..",
                "/.",
                "/./a",
                "/%2e%2e/x",
                "/%2E./x",
                "/a/%2e",
                "/a%2fb",
                "/a%2Fb",
                "/a%00b",
                "/a%5cb",
                "/a\\b",
                "/%",
                "/%4",
                "/%zz",
                "/%+1",
                "/%-1",
                "x",
                "*",
                "//../x"
            })
    void whatCouldMeanTwoThingsIsRefused(String raw) {
        assertThat(RequestPath.parse(raw)).isInstanceOf(RequestPath.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"//evil.example, /evil.example", "/a//b/, /a/b/", "/a///, /a/", "//, /", "/a//%20, /a/%20"})
    void slashesInARowBecomeOne(String raw, String location) {
        assertThat(RequestPath.parse(raw)).isEqualTo(new RequestPath.Untidy(location));
    }

    @Test
    void bytesThatAreNoUtf8AreKept() {
        assertThat(RequestPath.parse("/caf%E9-%c3%a9"))
                .isEqualTo(new RequestPath.Clean(
                        "/caf\u00e9-" + new String("é".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    }

    @Test
    void encodingUndoesDecoding() {
        String raw = "/caf%E9/new%0Aline/%F0%9F%92%A1/100%25/a%20b;c=d,e";

        assertThat(RequestPath.parse(raw))
                .isInstanceOfSatisfying(
                        RequestPath.Clean.class,
                        clean -> assertThat(RequestPath.encode(clean.path())).isEqualTo(raw));
    }
}
