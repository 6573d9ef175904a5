package dev.sitemend.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BranchNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"main", "feature/one", "Ünïcode", "v1.2", "a@b", "release-2026"})
    void whatGitAcceptsIsAccepted(String name) {
        assertThat(new BranchName(name).ref()).isEqualTo("refs/heads/" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "-x",
                "/x",
                "x/",
                "x.",
                ".x",
                "a/.b",
                "a..b",
                "a b",
                "a~b",
                "a^b",
                "a:b",
                "a?b",
                "a*b",
                "a[b",
                "a\\b",
                "a@{b",
                "a//b",
                "a.lock",
                "a.lock/b",
                "a\nb",
                "a\u0000b"
            })
    void whatGitRefusesIsRefused(String name) {
        assertThatThrownBy(() -> new BranchName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not a branch name: '" + name + "'");
    }

    @Test
    void aPlainNameIsItsOwnSlug() {
        assertThat(new BranchName("main").slug()).isEqualTo("main");
        assertThat(new BranchName("release-2026").slug()).isEqualTo("release-2026");
    }

    @Test
    void branchesThatLookAlikeGetDifferentSlugs() {
        assertThat(new BranchName("feature/one").slug())
                .startsWith("feature-one-")
                .isNotEqualTo(new BranchName("feature-one").slug())
                .isNotEqualTo(new BranchName("Feature/One").slug());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ÄÖÜ", "build-7", "a--b", "an/extremely/long/branch/name/that/goes/on/and/on/and/on", "-"})
    void everySlugIsALabelThatMeansNothingElse(String name) {
        String slug = name.equals("-") ? new BranchName("x-").slug() : new BranchName(name).slug();

        assertThat(slug).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?").hasSizeLessThanOrEqualTo(31);
        assertThat(slug).doesNotMatch("build-[0-9]+").doesNotContain("--");
    }
}
