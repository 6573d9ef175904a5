package dev.sitemend.startup;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all services of an installation must be told alike, and where each keeps its things.
 *
 * @param secret signs reports and encrypts sites' secrets; never printed. The same for all services: `openssl rand -hex
 *     32`
 * @param publicUrl where the trigger service answers, for people and for builders
 * @param sitesUrl where the publisher answers; each site is a label before its host
 * @param data folder for all that a service keeps; `~/.local/share/sitemend` if it is not set
 */
@ConfigurationProperties("sitemend")
public record InstallationProperties(
        @DefaultValue("") String secret,
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue("http://localhost:8081") URI sitesUrl,
        @Nullable Path data) {
    private static final int SHORTEST_SECRET_BYTES = 16;

    public InstallationProperties {
        int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "sitemend.secret " + (length == 0 ? "is not set" : "has " + length + " bytes")
                            + ": expected a random text of " + SHORTEST_SECRET_BYTES
                            + " bytes or more, the same for all services of the installation, such as the output of"
                            + " `openssl rand -hex 32`");
        }
        requireAddress("sitemend.public-url", publicUrl);
        requireAddress("sitemend.sites-url", sitesUrl);
        data = data == null ? Path.of(System.getProperty("user.home"), ".local", "share", "sitemend") : data;
    }

    private static void requireAddress(String name, URI address) {
        boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!web || address.getHost() == null) {
            throw new IllegalArgumentException(
                    name + " is '" + address + "': expected scheme and host, such as https://sitemend.example");
        }
    }

    /** The component, which is never absent once the default is filled in. */
    @Override
    public Path data() {
        return Objects.requireNonNull(data, "the constructor fills it in");
    }

    public byte[] secretBytes() {
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "InstallationProperties[publicUrl=" + publicUrl + ", sitesUrl=" + sitesUrl + ", data=" + data + "]";
    }
}
