package dev.sitemend.embedded;

/** The key pair that the embedded store accepts. */
public record StoreCredentials(String accessKey, String secretKey) {
    public StoreCredentials {
        if (accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("Cannot start the store: access key and secret key must not be empty");
        }
    }

    /** Never the secret: records are printed into logs. */
    @Override
    public String toString() {
        return "StoreCredentials[accessKey=%s]".formatted(accessKey);
    }
}
