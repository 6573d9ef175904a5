package dev.sitemend.store.access;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.TokenRevocation;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.Creation;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Folders;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tokens that were ever created. Always from the store: a revocation counts from the moment it is written. */
public final class AccessTokens {
    private final Documents<AccessToken> tokens;
    private final Documents<TokenRevocation> revocations;
    private final Folders folders;

    public AccessTokens(ObjectStore store) {
        this.tokens = new Documents<>(store, StoredFormat.ACCESS_TOKEN);
        this.revocations = new Documents<>(store, StoredFormat.TOKEN_REVOCATION);
        this.folders = new Folders(store);
    }

    /** Keeps a token; lost if there is one of that id. */
    public Creation create(AccessToken token) {
        return tokens.create(Keys.accessCreated(token.id()), token);
    }

    /** The token of this id with its revocation; empty if there never was one. */
    public Optional<HeldToken> find(String id) {
        return tokens.read(Keys.accessCreated(id))
                .map(token -> new HeldToken(
                        token, revocations.read(Keys.accessRevoked(id)).orElse(null)));
    }

    /** All tokens by id, revoked ones too. */
    public List<HeldToken> all() {
        List<HeldToken> all = new ArrayList<>();
        for (String id : folders.in(Keys.access())) {
            find(id).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /** Makes a token worthless, for ever; lost if it is already. */
    public Creation revoke(TokenRevocation revocation) {
        return revocations.create(Keys.accessRevoked(revocation.id()), revocation);
    }
}
