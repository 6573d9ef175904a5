package dev.sitemend.publisher.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.publisher.serving.RedirectRule.Precedence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static String location(String rules, String path, @Nullable String query) {
        return RedirectRules.parse(rules)
                .match("docs.localhost", path, query, Precedence.FILE)
                .map(match -> match.rule().status() + " " + match.rule().location(match.values(), query))
                .orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "'/old /new', /old, 301 /new",
        "'/old /new', /old/, 301 /new",
        "'/old/ /new', /old, 301 /new",
        "'/old /new 302', /old, 302 /new",
        "'/old /new 308!', /old, 308 /new",
        "'/old /new 301 # moved', /old, 301 /new",
        "'/news/* /blog/:splat', /news/2024/a b, 301 /blog/2024/a%20b",
        "'/news/* /blog/:splat', /news, 301 /blog/",
        "'/news/* /blog/:splat', /newspaper, none",
        "'/:year/:slug /blog/:slug-:year', /2024/hello, 301 /blog/hello-2024",
        "'/:year/:slug /blog/:slug', /2024/hello/more, none",
        "'/caf%C3%A9 /x', /caf\u00c3\u00a9, 301 /x",
        "'/x /caf%C3%A9', /x, 301 /caf%C3%A9",
        "'/gh https://example.org/sitemend', /gh, 301 https://example.org/sitemend",
        "'/gh/* https://example.org/:splat?ref=x#top', /gh/a, 301 https://example.org/a?ref=x#top",
        "'http://docs.localhost/a /b', /a, 301 /b",
        "'http://other.localhost/a /b', /a, none",
        "'/a /b\n/a /c', /a, 301 /b",
        "'/a /a/ 301', /a, none",
        "'/* /:splat 301!', /loop, none"
    })
    void redirectsFollowNetlify(String rules, String path, String expected) {
        assertThat(location(rules, path, null)).isEqualTo(expected);
    }

    @Test
    void parametersAreMatchedAndTheQueryGoesAlong() {
        String rules = "/article id=:id /posts/:id 301\n/article kind=news /news 302\n/old /new";

        assertThat(location(rules, "/article", "id=7%2F8")).isEqualTo("301 /posts/7/8?id=7%2F8");
        assertThat(location(rules, "/article", "kind=news")).isEqualTo("302 /news?kind=news");
        assertThat(location(rules, "/article", "kind=other")).isEqualTo("none");
        assertThat(location(rules, "/old", "a=b")).isEqualTo("301 /new?a=b");
    }

    @Test
    void aSplatNeverMakesAnotherHost() {
        assertThat(location("/go/* /:splat", "/go//evil.example", null)).isEqualTo("301 /evil.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/* https://internal.example/:splat 200",
                "/a",
                "old /new",
                "/a /b 299",
                "/a /b abc",
                "/a /b 301 Country=de",
                "/a //evil.example",
                "/a \\evil.example",
                "/a javascript:alert(1)",
                "/a/* https://example.org:splat",
                "/a/* https://:splat/x",
                "/a/* https://good.example@:splat/"
            })
    void aLineThatIsNotUnderstoodOrLeadsOutIsLeftOutAndTold(String line) {
        RedirectRules rules = RedirectRules.parse("# first\n" + line);

        assertThat(rules.match("h", "/a/x", null, Precedence.FILE)).isEmpty();
        assertThat(rules.notes()).singleElement().asString().startsWith("_redirects line 2: ");
    }

    @Test
    void rulesYieldToFilesUnlessForced() {
        RedirectRules rules = RedirectRules.parse("/a /b\n/a /c 302!");

        assertThat(rules.match("h", "/a", null, Precedence.RULE))
                .hasValueSatisfying(match -> assertThat(match.rule().to()).isEqualTo("/c"));
    }

    @Test
    void headersApplyByPathAndAreJoined() {
        HeaderRules rules = HeaderRules.parse("""
                # comment
                /*
                  X-Frame-Options: DENY
                  Link: </a.css>; rel=preload
                /docs/:page
                  Link: </b.css>; rel=preload
                  cache-control: max-age=60
                """);

        assertThat(rules.of("/docs/x"))
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("link", "</a.css>; rel=preload, </b.css>; rel=preload")
                .containsEntry("Cache-Control", "max-age=60");
        assertThat(rules.of("/docs/x/y")).hasSize(2);
        assertThat(rules.notes()).isEmpty();
    }

    @Test
    void headersThatDescribeTheMessageStayOurs() {
        HeaderRules rules = HeaderRules.parse("/*\n  Content-Length: 3\n  Basic-Auth: me:secret\n  nonsense\n  X: y");

        assertThat(rules.of("/")).containsOnlyKeys("X");
        assertThat(rules.notes())
                .containsExactly(
                        "_headers line 2: Content-Length can not be set by a site",
                        "_headers line 3: Basic-Auth can not be set by a site",
                        "_headers line 4: expected a path or 'Name: value'");
    }
}
