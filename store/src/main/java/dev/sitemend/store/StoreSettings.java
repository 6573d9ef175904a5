package dev.sitemend.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is ({@code sitemend.store.*}).
 *
 * @param endpoint such as {@code http://localhost:9000}
 * @param bucket created at start if it is not there and the keys allow it
 * @param accessKey never printed
 * @param secretKey never printed
 * @param ca PEM file with certificate authorities that are trusted besides the JDK's; null if those suffice
 */
public record StoreSettings(
        String endpoint,
        String bucket,
        String accessKey,
        String secretKey,
        @Nullable Path ca) {
    /** A store whose certificate, if it has one, is of an authority that everybody trusts. */
    public StoreSettings(String endpoint, String bucket, String accessKey, String secretKey) {
        this(endpoint, bucket, accessKey, secretKey, null);
    }

    /** Where the store is, for people; without the keys. */
    @Override
    public String toString() {
        return "bucket '" + bucket + "' at " + endpoint;
    }
}
