package dev.sitemend.store;

/**
 * Where the store is ({@code sitemend.store.*}).
 *
 * @param endpoint such as {@code http://localhost:9000}
 * @param bucket created at start if it is not there and the keys allow it
 * @param accessKey never printed
 * @param secretKey never printed
 */
public record StoreSettings(String endpoint, String bucket, String accessKey, String secretKey) {
    /** Where the store is, for people; without the keys. */
    @Override
    public String toString() {
        return "bucket '" + bucket + "' at " + endpoint;
    }
}
