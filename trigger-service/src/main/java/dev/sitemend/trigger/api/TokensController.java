package dev.sitemend.trigger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.access.IssuedToken;
import dev.sitemend.trigger.access.Tokens;
import dev.sitemend.trigger.problem.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists and revokes tokens. */
@RestController
@RequestMapping("/api/v1/tokens")
final class TokensController {
    private final Tokens tokens;
    private final Clock clock;

    TokensController(Tokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<TokenAnswer> create(@RequestBody NewToken wanted, Caller caller) {
        Role role = role(wanted.role());
        SiteId site = wanted.site() == null ? null : new SiteId(wanted.site());
        if (role == Role.ADMIN && site != null) {
            throw Problem.INVALID.because(
                    "An admin token is good for all sites; leave the site away, or make it operator.");
        }
        requireOver(site, caller);

        Instant expires = Expiry.parse(wanted.expires(), clock.instant());
        IssuedToken issued = tokens.issue(role, site, expires, caller.name());
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(answer(issued.token(), issued.text()));
    }

    @GetMapping
    TokenList list(Caller caller) {
        if (caller.site() == null) {
            caller.requireEverywhere(Role.ADMIN);
        } else {
            caller.require(Role.OPERATOR, caller.site());
        }

        return new TokenList(tokens.valid().stream()
                .filter(token -> caller.site() == null || caller.site().equals(token.site()))
                .map(token -> answer(token, null))
                .toList());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id, Caller caller) {
        if (caller.role() == null) {
            caller.requireEverywhere(Role.ADMIN);
        }
        AccessToken token = tokens.find(id)
                .orElseThrow(
                        () -> Problem.NOT_FOUND.because("There is no token '" + id + "', or it was revoked before."));
        requireOver(token.site(), caller);
        tokens.revoke(token, caller.name());
        return ResponseEntity.noContent().build();
    }

    /** Whoever runs a site hands out tokens for it; those for all sites are the administrator's. */
    private static void requireOver(@Nullable SiteId site, Caller caller) {
        if (site == null) {
            caller.requireEverywhere(Role.ADMIN);
        } else {
            caller.require(Role.OPERATOR, site);
        }
    }

    private static Role role(@Nullable String name) {
        for (Role role : Role.values()) {
            if (role.name().equalsIgnoreCase(name)) {
                return role;
            }
        }

        throw Problem.INVALID.because("There is no role '" + name + "'; there are viewer, writer, operator and admin.");
    }

    private static TokenAnswer answer(AccessToken token, @Nullable String text) {
        return new TokenAnswer(
                token.id(),
                text,
                token.role().name().toLowerCase(Locale.ROOT),
                token.site() == null ? null : token.site().value(),
                token.expiresAt(),
                token.createdAt(),
                token.createdBy());
    }

    /** @param expires a time, or a lifetime such as {@code 90d}; absent for ever */
    record NewToken(
            @Nullable String role,
            @Nullable String site,
            @Nullable String expires) {}

    record TokenList(List<TokenAnswer> tokens) {}

    /** @param token only in the answer to its making */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenAnswer(
            String id,
            @Nullable String token,
            String role,
            @Nullable String site,
            @Nullable Instant expiresAt,
            Instant createdAt,
            String createdBy) {}
}
