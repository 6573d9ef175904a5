package dev.sitemend.store.s3;

import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import java.util.regex.Pattern;

/** The shapes of the settings that a client is made from. Says what is wrong by the name that a person has set. */
final class S3Settings {
    private static final Pattern ENDPOINT = Pattern.compile("https?://[^/?#\\s]+/?");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    private S3Settings() {}

    static void check(StoreSettings settings) {
        if (!ENDPOINT.matcher(settings.endpoint()).matches()) {
            throw new StoreRefusedException("Cannot use sitemend.store.endpoint '" + settings.endpoint()
                    + "': expected scheme, host and port alone, such as http://localhost:9000");
        }
        if (!BUCKET.matcher(settings.bucket()).matches()) {
            throw new StoreRefusedException("Cannot use sitemend.store.bucket '" + settings.bucket()
                    + "': expected 3 to 63 lower-case letters, digits, dots and hyphens, such as sitemend");
        }
        requireKey("sitemend.store.access-key", settings.accessKey());
        requireKey("sitemend.store.secret-key", settings.secretKey());
    }

    private static void requireKey(String name, String value) {
        if (value.isBlank()) {
            throw new StoreRefusedException("Cannot open the store: " + name + " is missing. Set it to the key that the"
                    + " store's operator gave you");
        }
    }
}
