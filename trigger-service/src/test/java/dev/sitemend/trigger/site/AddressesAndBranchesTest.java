package dev.sitemend.trigger.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesAndBranchesTest {
    private final Addresses addresses =
            new Addresses(URI.create("http://localhost:8080/"), URI.create("http://localhost:8081"));

    @Test
    void aSiteHasItsAddressAndEachBranchItsOwn() {
        SiteSettings site = site(List.of(), List.of());

        assertThat(addresses.live(site)).isEqualTo("http://garden.localhost:8081/");
        assertThat(addresses.page(site, new BranchName("main"))).isEqualTo("http://garden.localhost:8081/");
        assertThat(addresses.page(site, new BranchName("topic"))).isEqualTo("http://topic--garden.localhost:8081/");
        assertThat(addresses.git(site.site())).isEqualTo("http://localhost:8080/git/garden.git");
        assertThat(addresses.live(site(List.of("www.example.org"), List.of()))).isEqualTo("https://www.example.org/");
    }

    @ParameterizedTest
    @CsvSource({
        "main, , true",
        "topic, , false",
        "topic, *, true",
        "topic/a/b, topic/*, true",
        "topical, topic/*, false",
        "release-1.0, release-?.0, false",
        "release-1.0, *-1.0, true",
        "release-1x0, *-1.0, false"
    })
    void theProductionBranchIsBuiltAndThoseThatAPatternNames(String branch, String pattern, boolean built) {
        List<String> previews = pattern == null ? List.of() : List.of(pattern);

        assertThat(BuiltBranches.includes(site(List.of(), previews), new BranchName(branch)))
                .isEqualTo(built);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/a.git, https://example.org/a.git, ",
        "https://grace@example.org/a.git, https://grace@example.org/a.git, ",
        "https://grace:p%40ss+1@example.org/a.git, https://grace@example.org/a.git, p@ss+1",
        "/srv/git/a, /srv/git/a, ",
        "file:///srv/git/a, file:///srv/git/a, "
    })
    void aPasswordIsTakenOutOfAnAddress(String text, String url, String password) {
        assertThat(RepositoryAddress.parse(text)).isEqualTo(new RepositoryAddress(url, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garden",
                "git@host:a/b",
                "ssh://host/a",
                "ftp://host/a",
                "https:///a",
                "https://host",
                "http://a b/"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> RepositoryAddress.parse(text)).hasMessageStartingWith("Cannot use ");
    }

    @Test
    void aRefusalNeverShowsAPassword() {
        assertThatThrownBy(() -> RepositoryAddress.parse("ftp://grace:hunter2@host/a"))
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> RepositoryAddress.parse("https://grace:hunter2@ho st/a"))
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> RepositoryAddress.parse("ssh://grace:hunter2@host/a"))
                .hasMessageNotContaining("hunter2");
    }

    private static SiteSettings site(List<String> domains, List<String> previews) {
        return new SiteSettings(
                new SiteId("garden"),
                1,
                null,
                new BranchName("main"),
                domains,
                previews,
                null,
                false,
                SiteSettings.Visibility.PUBLIC,
                Map.of(),
                null,
                false,
                Instant.EPOCH,
                "test",
                new WriterToken("w"));
    }
}
