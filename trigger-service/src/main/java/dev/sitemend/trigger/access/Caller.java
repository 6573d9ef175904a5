package dev.sitemend.trigger.access;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.problem.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who stands behind a request.
 *
 * @param name for people and for the record of who did what, such as {@code token 3f2a…}
 * @param role absent without a token
 * @param site the only site that the token is good for; absent for all
 */
public record Caller(
        String name, @Nullable Role role, @Nullable SiteId site) {
    /** A request without a token. */
    public static final Caller ANONYMOUS = new Caller("anonymous", null, null);

    /** Whether the caller holds at least {@code wanted} for this site. */
    public boolean may(Role wanted, SiteId which) {
        return role != null && role.includes(wanted) && (site == null || site.equals(which));
    }

    /** Whether the caller holds at least {@code wanted} for all sites. */
    public boolean mayEverywhere(Role wanted) {
        return role != null && role.includes(wanted) && site == null;
    }

    /** Refuses the request (401 or 403) unless {@link #may} says yes. */
    public void require(Role wanted, SiteId which) {
        if (!may(wanted, which)) {
            throw refusal(wanted, "site " + which);
        }
    }

    /** Refuses the request (401 or 403) unless {@link #mayEverywhere} says yes. */
    public void requireEverywhere(Role wanted) {
        if (!mayEverywhere(wanted)) {
            throw refusal(wanted, "all sites");
        }
    }

    private RuntimeException refusal(Role wanted, String what) {
        String role = wanted.name().toLowerCase(Locale.ROOT);
        if (this.role == null) {
            return Problem.UNAUTHENTICATED.because("This needs a token with the " + role + " role for " + what
                    + ". Send it as 'Authorization: Bearer smt_…'.");
        }

        return Problem.FORBIDDEN.because("This needs the " + role + " role for " + what + "; " + name + " has the "
                + this.role.name().toLowerCase(Locale.ROOT) + " role for "
                + (site == null ? "all sites" : "site " + site)
                + ".");
    }
}
