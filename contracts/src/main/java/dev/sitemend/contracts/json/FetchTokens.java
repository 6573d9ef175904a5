package dev.sitemend.contracts.json;

import dev.sitemend.contracts.id.SiteId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords that let builders fetch one hosted site for a short while, without asking anybody: whoever holds the
 * installation's secret makes and checks them. A token reads {@code b1.<site>.<expiry in epoch seconds>.<hmac>}.
 */
public final class FetchTokens {
    /** The user that goes with such a password. */
    public static final String USER = "builder";

    private static final Pattern SHAPE = Pattern.compile("(b1\\.([a-z0-9-]{1,30})\\.([0-9]{1,12}))\\.([0-9a-f]{64})");

    // Keeps a signature over a token from being taken for one over a stored document, and the other way round.
    private static final String PURPOSE = "sitemend fetch token\n";

    private final DocumentSigner signer;

    public FetchTokens(DocumentSigner signer) {
        this.signer = signer;
    }

    /** A token for this site that is good from now until {@code lifetime} later. */
    public String issue(SiteId site, Instant now, Duration lifetime) {
        String claim = "b1." + site + "." + now.plus(lifetime).getEpochSecond();
        return claim + "." + signer.sign(signed(claim));
    }

    /** Whether this is a token of ours, for this site, that has not expired. */
    public boolean verify(String token, SiteId site, Instant now) {
        Matcher parts = SHAPE.matcher(token);
        return parts.matches()
                && signer.verify(signed(parts.group(1)), parts.group(4))
                && parts.group(2).equals(site.value())
                && now.getEpochSecond() < Long.parseLong(parts.group(3));
    }

    private static byte[] signed(String claim) {
        return (PURPOSE + claim).getBytes(StandardCharsets.US_ASCII);
    }
}
