package dev.sitemend.publisher.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.Digest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final Content PAGE = new Content(new Digest("a".repeat(64)), 10);

    private final Manifest manifest = Manifest.of(new Digest("0".repeat(64)), nodes());

    private static Map<String, Node> nodes() {
        Map<String, Node> nodes = new HashMap<>();
        nodes.put("docs/v1/index.html", new Node.File(PAGE));
        nodes.put("docs/latest", new Node.Link("v1"));
        nodes.put("newest", new Node.Link("docs/latest"));
        nodes.put("home.html", new Node.Link("./docs/../docs/v1/index.html"));
        nodes.put("docs/v1/up", new Node.Link("../.."));
        nodes.put("absolute", new Node.Link("/docs/v1/index.html"));
        nodes.put("outside", new Node.Link("../../etc/passwd"));
        nodes.put("docs/outside", new Node.Link("../../docs/v1/index.html"));
        nodes.put("dangling", new Node.Link("nowhere"));
        nodes.put("loop", new Node.Link("loop"));
        nodes.put("ping", new Node.Link("pong"));
        nodes.put("pong", new Node.Link("ping"));
        nodes.put("through", new Node.Link("home.html/x"));
        return nodes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/v1/index.html",
                "docs/latest/index.html",
                "newest/index.html",
                "home.html",
                "docs/v1/up/home.html",
                "docs/v1/up/docs/v1/up/newest/index.html"
            })
    void linksInsideAreFollowed(String path) {
        assertThat(manifest.find(path)).isEqualTo(new Found.File(PAGE));
    }

    @ParameterizedTest
    @CsvSource({"docs,docs", "docs/v1,docs/v1", "newest,docs/v1", "docs/v1/up,''"})
    void directoriesHaveTheirRealPath(String path, String real) {
        assertThat(manifest.find(path)).isEqualTo(new Found.Directory(real));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "absolute",
                "outside",
                "docs/outside",
                "dangling",
                "loop",
                "ping",
                "through",
                "home.html/x",
                "missing",
                "docs/missing"
            })
    void linksThatLeadOutOrInCirclesOrNowhereAreNothing(String path) {
        assertThat(manifest.find(path)).isEqualTo(new Found.Nothing());
    }

    @Test
    void contentsAreListedOnce() {
        assertThat(manifest.contents()).containsExactly(PAGE);
    }
}
