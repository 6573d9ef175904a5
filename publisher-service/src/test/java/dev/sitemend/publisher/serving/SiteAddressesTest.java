package dev.sitemend.publisher.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAddressesTest {
    private static final SiteId DOCS = new SiteId("docs");

    private final SiteAddresses addresses = new SiteAddresses(URI.create("http://localhost:8081"));

    @ParameterizedTest
    @ValueSource(strings = {"docs.localhost", "DOCS.LocalHost", "docs.localhost."})
    void aSiteIsItsName(String host) {
        assertThat(addresses.addressee(host)).isEqualTo(new Addressee.Site(DOCS));
    }

    @Test
    void aBranchIsItsSlugBeforeTheSite() {
        ChannelId channel = new ChannelId(new SiteId("my-docs"), new BranchName("feature/New_Thing"));
        String host = addresses.preview(channel).getHost();

        assertThat(addresses.addressee(host))
                .isEqualTo(
                        new Addressee.Preview(channel.site(), channel.branch().slug()));
    }

    @Test
    void aBuildIsItsNumberBeforeTheSite() {
        assertThat(addresses.build(DOCS, new BuildNumber(42))).hasToString("http://build-42--docs.localhost:8081/");
        assertThat(addresses.addressee("build-42--docs.localhost"))
                .isEqualTo(new Addressee.Build(DOCS, new BuildNumber(42)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.localhost",
                "-docs.localhost",
                "do_cs.localhost",
                "--docs.localhost",
                "x---docs.localhost",
                "a--b--docs.localhost",
                ".localhost",
                "build-99999999999999999999--docs.localhost."
            })
    void whatNoSiteCanBeCalledIsImpossible(String host) {
        assertThat(addresses.addressee(host)).isNotInstanceOfAny(Addressee.Site.class, Addressee.Build.class);
    }

    @Test
    void otherNamesAreForeign() {
        assertThat(addresses.addressee("localhost")).isEqualTo(new Addressee.Installation());
        assertThat(addresses.addressee("docs.example.org")).isEqualTo(new Addressee.Foreign("docs.example.org"));
        assertThat(addresses.addressee("evillocalhost")).isEqualTo(new Addressee.Foreign("evillocalhost"));
    }

    @Test
    void aUrlWithoutHostIsRefused() {
        assertThatThrownBy(() -> new SiteAddresses(URI.create("localhost:8081")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sitemend.sites-url 'localhost:8081'")
                .hasMessageContaining("http://localhost:8081");
    }
}
