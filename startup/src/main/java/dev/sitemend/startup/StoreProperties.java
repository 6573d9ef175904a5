package dev.sitemend.startup;

import dev.sitemend.store.StoreSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store is, and the keys to it: {@link StoreSettings}, with defaults.
 *
 * @param endpoint S3 address: scheme, host and port
 * @param bucket created if it is not there and the keys allow it
 * @param accessKey of a user who may read, write, list and delete in the bucket
 * @param secretKey that belongs to it
 * @param ca PEM file with certificate authorities that are trusted besides the JDK's
 */
@ConfigurationProperties("sitemend.store")
public record StoreProperties(
        @DefaultValue("http://localhost:9000") String endpoint,
        @DefaultValue("sitemend") String bucket,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @Nullable Path ca) {
    public StoreSettings toStoreSettings() {
        return new StoreSettings(endpoint, bucket, accessKey, secretKey, ca);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return toStoreSettings().toString();
    }
}
