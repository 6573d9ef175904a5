package dev.sitemend.trigger.site;

import java.util.Base64;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The secrets that forges sign their webhooks with. Ours have the shape that GitLab wants of a signing token, which all
 * the others take as well.
 */
final class WebhookSecrets implements Supplier<String> {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private final RandomGenerator random;

    WebhookSecrets(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String get() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }
}
