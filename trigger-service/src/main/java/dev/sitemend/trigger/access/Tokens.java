package dev.sitemend.trigger.access;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.TokenRevocation;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.store.Creation;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.access.AccessTokens;
import dev.sitemend.store.access.HeldToken;
import dev.sitemend.trigger.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Issues, revokes and recognises tokens. A token is {@code smt_} and 256 random bits; only its SHA-256 is kept, whose
 * beginning is the token's id. What the store said about a token is believed for some seconds, and longer only while
 * the store is out of reach.
 */
public final class Tokens implements Callers {
    static final String PREFIX = "smt_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_DIGITS = 12;
    private static final Duration BELIEVED = Duration.ofSeconds(5);

    private final AccessTokens store;
    private final Clock clock;
    private final RandomGenerator random;
    private final Supplier<WriterToken> writers;
    private final TokenMemory memory = new TokenMemory();

    public Tokens(AccessTokens store, Clock clock, RandomGenerator random, Supplier<WriterToken> writers) {
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.writers = writers;
    }

    /** Makes a token. Its text is in the answer and nowhere else. */
    public IssuedToken issue(Role role, @Nullable SiteId site, @Nullable Instant expiresAt, String by) {
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            throw Problem.INVALID.because("Cannot make a token that expires at " + expiresAt + ": that is past.");
        }

        String text = generate();
        return new IssuedToken(text, keep(text, role, site, expiresAt, by));
    }

    static String random(RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    String generate() {
        return PREFIX + random(random);
    }

    /** Takes a token that exists already, as text, into the store; one that is there stays as it is. */
    AccessToken keep(String text, Role role, @Nullable SiteId site, @Nullable Instant expiresAt, String by) {
        Digest hash = hash(text);
        AccessToken token = new AccessToken(id(hash), hash, role, site, expiresAt, clock.instant(), by, writers.get());
        return switch (store.create(token)) {
            case Creation.Won _, Creation.Lost _ -> {
                memory.forget(hash);
                yield token;
            }
            case Creation.Unknown unknown ->
                throw new StoreUnavailableException(
                        "Cannot tell whether the token was kept: make another", unknown.cause());
        };
    }

    /** All tokens that are good for something now. */
    public List<AccessToken> valid() {
        Instant now = clock.instant();
        return store.all().stream()
                .filter(token -> token.isGoodAt(now))
                .map(HeldToken::token)
                .toList();
    }

    /** The token of this id, also when it has expired; empty when there is none, or it was revoked. */
    public Optional<AccessToken> find(String id) {
        return store.find(id).filter(token -> token.revocation() == null).map(HeldToken::token);
    }

    /** Makes a token worthless: here at once, in other processes within seconds. */
    public void revoke(AccessToken token, String by) {
        switch (store.revoke(new TokenRevocation(token.id(), clock.instant(), by, writers.get()))) {
            case Creation.Won _, Creation.Lost _ -> memory.forget(token.hash());
            case Creation.Unknown unknown ->
                throw new StoreUnavailableException(
                        "Cannot tell whether the token was revoked: revoke it again", unknown.cause());
        }
    }

    @Override
    public Optional<Caller> holding(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }

        Instant now = clock.instant();
        return held(hash(text), now).filter(token -> token.isGoodAt(now)).map(Tokens::caller);
    }

    private Optional<HeldToken> held(Digest hash, Instant now) {
        Optional<TokenMemory.Known> known = memory.recall(hash);
        if (known.isPresent() && now.isBefore(known.get().at().plus(BELIEVED))) {
            return known.get().token();
        }

        Optional<HeldToken> found;
        try {
            found = store.find(id(hash)).filter(token -> same(token.token().hash(), hash));
        } catch (StoreUnavailableException e) {
            // Nobody can revoke a token either while the store is out of reach.
            return known.orElseThrow(() -> e).token();
        }

        memory.remember(hash, new TokenMemory.Known(found, now));
        return found;
    }

    private static Caller caller(HeldToken held) {
        AccessToken token = held.token();
        return new Caller("token " + token.id(), token.role(), token.site());
    }

    private static String id(Digest hash) {
        return hash.hex().substring(0, ID_DIGITS);
    }

    private static boolean same(Digest one, Digest other) {
        return MessageDigest.isEqual(one.bytes(), other.bytes());
    }

    private static Digest hash(String text) {
        try {
            return Digest.ofBytes(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
