package dev.sitemend.publisher;

import dev.sitemend.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the publisher must know to read and write the store.
 *
 * @param secret of the installation, at least 16 bytes: reports that are not signed with it are not promoted
 * @param store where it is, and the keys to it
 */
@ConfigurationProperties("sitemend")
public record PublisherSettings(
        @DefaultValue("") String secret, @DefaultValue Store store) {
    private static final int SHORTEST_SECRET_BYTES = 16;

    public PublisherSettings {
        int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST_SECRET_BYTES) {
            throw new IllegalArgumentException("sitemend.secret has " + length + " bytes: expected at least "
                    + SHORTEST_SECRET_BYTES + ", the same for all services of the installation; "
                    + "set SITEMEND_SECRET, to the output of `openssl rand -hex 32` for instance");
        }
    }

    /** The same as {@link StoreSettings}, with defaults. */
    public record Store(
            @DefaultValue("http://localhost:9000") String endpoint,
            @DefaultValue("sitemend") String bucket,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @Nullable Path ca) {
        StoreSettings toStoreSettings() {
            return new StoreSettings(endpoint, bucket, accessKey, secretKey, ca);
        }

        /** Without the keys. */
        @Override
        public String toString() {
            return toStoreSettings().toString();
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "PublisherSettings[store=" + store + "]";
    }
}
