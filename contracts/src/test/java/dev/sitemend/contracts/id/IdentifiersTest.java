package dev.sitemend.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a_b", "-a", "a-", "a--b", "a.b", "../x", "0123456789012345678901234567890", "ä"})
    void aSiteNameThatIsNoLabelIsRefused(String name) {
        assertThatThrownBy(() -> new SiteId(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not a site name: '" + name + "'");
    }

    @Test
    void theLongestPreviewHostIsStillALabel() {
        SiteId site = new SiteId("s".repeat(30));
        BranchName branch = new BranchName("b".repeat(31));

        assertThat(branch.slug() + "--" + site).hasSize(63);
    }

    @Test
    void aChannelIsReadFromWhatItPrints() {
        ChannelId channel = ChannelId.of("garden", "topic/a@b");

        assertThat(ChannelId.parse(channel.toString())).isEqualTo(channel);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "0000000000000000000000000000000000000000",
                "HEAD",
                "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD"
            })
    void aRevisionIsAFullCommitName(String text) {
        assertThatThrownBy(() -> new Revision(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Not a revision: '" + text + "'");
    }

    @Test
    void buildNumbersAreReadWithAndWithoutTheirHash() {
        assertThat(BuildNumber.parse("#42")).isEqualTo(BuildNumber.parse("42")).hasToString("#42");
        assertThatThrownBy(() -> BuildNumber.parse("x")).hasMessage("Not a build number: 'x'");
        assertThatThrownBy(() -> new BuildNumber(0)).hasMessageContaining("counted from 1");
    }

    @Test
    void aDigestKeepsItsBytes() {
        Digest digest = new Digest("0f".repeat(32));

        assertThat(Digest.ofBytes(digest.bytes())).isEqualTo(digest);
    }
}
